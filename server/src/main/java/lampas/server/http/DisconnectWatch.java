package lampas.server.http;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/** Looks again and again, while a request is handled, whether its client is still there. */
final class DisconnectWatch {
  private static final long PERIOD_MILLIS = 100;

  private final Scheduler scheduler;
  private final EndPoint endPoint;
  private Scheduler.@Nullable Task next;
  private boolean stopped;

  DisconnectWatch(Request request) {
    this.scheduler = request.getComponents().getScheduler();
    this.endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
  }

  /** Begins to look; runs the action on the thread that finds the client gone. */
  void start(Runnable action) {
    EndPoint socket =
        endPoint instanceof SslConnection.SslEndPoint secured
            ? secured.getSslConnection().getEndPoint()
            : endPoint;
    if (socket instanceof WatchedEndPoint watched) {
      lookLater(watched, action);
    }
  }

  synchronized void stop() {
    stopped = true;
    if (next != null) {
      next.cancel();
    }
  }

  private synchronized void lookLater(WatchedEndPoint watched, Runnable action) {
    next = scheduler.schedule(() -> look(watched, action), PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /* Under the lock, so that nothing is read ahead once the request is done. */
  private synchronized void look(WatchedEndPoint watched, Runnable action) {
    if (stopped) {
      return;
    }
    if (watched.isClientGone()) {
      stopped = true;
      action.run();
    } else {
      lookLater(watched, action);
    }
  }
}
