package lampas.server.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Does something once: when it is asked to, or when the process is told to end. */
final class ConcludeAtExit {
  private final FutureTask<Integer> once;

  /** If it is the end of the process that asks, a failure is told to {@code errors}. */
  ConcludeAtExit(Callable<Integer> conclusion, PrintWriter errors) {
    once = new FutureTask<>(conclusion);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  once.run();
                  if (once.state() == FutureTask.State.FAILED) {
                    errors.println("lampas: the end failed: " + once.exceptionNow());
                    errors.flush();
                  }
                },
                "conclude"));
  }

  /** The conclusion's result; waits if the end of the process has asked for it already. */
  int concludeNow() throws InterruptedException {
    once.run();
    try {
      return once.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException("the end failed", failed.getCause());
    }
  }
}
