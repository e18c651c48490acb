package lampas.server.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** Does something once: when it is asked to, or when the process is told to end. */
final class ConcludeAtExit {
  private final FutureTask<Integer> once;

  ConcludeAtExit(Callable<Integer> conclusion) {
    once = new FutureTask<>(conclusion);
    Runtime.getRuntime().addShutdownHook(new Thread(once, "conclude"));
  }

  /** The conclusion's result, now. */
  int concludeNow() {
    once.run();
    return switch (once.state()) {
      case SUCCESS -> once.resultNow();
      case FAILED -> throw new IllegalStateException("the demo's end failed", once.exceptionNow());
      case CANCELLED, RUNNING -> throw new IllegalStateException("the process is ending");
    };
  }
}
