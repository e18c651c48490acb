package lampas.server.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Registry;

/** Workers that handle placed orders one after the other, off the request's path. */
final class WorkerPool implements AutoCloseable {
  private static final int WORKERS = 2;
  private static final int QUEUE_LIMIT = 10_000;

  private final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>(QUEUE_LIMIT);
  private final AtomicInteger unfinished = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private final Family<Counter> jobs;
  private final Counter shipped;
  private final Counter broken;

  WorkerPool(Registry registry) {
    jobs = registry.counters(DemoMetrics.JOBS);
    shipped = jobs.with("shipped");
    broken = jobs.with("broken");
    var unused = registry.gauge(DemoMetrics.QUEUED_JOBS, unfinished::get);
    for (int worker = 0; worker < WORKERS; worker++) {
      threads.add(Thread.ofVirtual().name("worker-" + worker).start(this::work));
    }
  }

  /** Takes a job, or refuses it when too many wait. */
  boolean submit(String item) {
    unfinished.incrementAndGet();
    boolean taken = queue.offer(item);
    if (!taken) {
      unfinished.decrementAndGet();
    }
    return taken;
  }

  /** How the jobs ended. */
  Family<Counter> jobs() {
    return jobs;
  }

  /** Whether everything that was submitted has been handled. */
  boolean isIdle() {
    return unfinished.get() == 0;
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }

  private void work() {
    try {
      while (true) {
        String item = queue.take();
        (item.equals("vase") ? broken : shipped).increment();
        unfinished.decrementAndGet();
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
