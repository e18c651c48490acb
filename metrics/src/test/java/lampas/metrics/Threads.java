package lampas.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the same thing on several threads that begin together, and waits for all of them. */
final class Threads {
  private Threads() {}

  static void run(int threads, Runnable task) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(threads);
    List<Thread> running = new ArrayList<>();
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(() -> {
            start.countDown();
            while (start.getCount() > 0) {
              Thread.onSpinWait();
            }
            task.run();
          });
      thread.setUncaughtExceptionHandler((ignored, failure) -> failures.add(failure));
      thread.start();
      running.add(thread);
    }
    for (Thread thread : running) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("a thread failed", failures.get(0));
    }
  }
}
