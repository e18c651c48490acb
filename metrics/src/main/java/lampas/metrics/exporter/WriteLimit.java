package lampas.metrics.exporter;

import java.time.Duration;

/**
 * Ends an answer that its client does not read.
 *
 * <p>Interrupts the thread that writes, which closes the connection's channel; the JDK's server has
 * no limit of its own. Belongs to the thread that made it.
 */
final class WriteLimit {
  private final Thread writer = Thread.currentThread();
  private final Thread watch;
  private boolean over;

  WriteLimit(Duration limit) {
    watch = Thread.ofVirtual().name("lampas-write-limit").start(() -> watch(limit));
  }

  private void watch(Duration limit) {
    try {
      Thread.sleep(limit);
    } catch (InterruptedException e) {
      return;
    }
    synchronized (this) {
      if (!over) {
        writer.interrupt();
      }
    }
  }

  void end() {
    synchronized (this) {
      over = true;
    }
    watch.interrupt();
  }
}
