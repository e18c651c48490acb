package lampas.server.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** How much the program logs: one line a message on the standard error; libraries only trouble. */
final class Logging {
  private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

  /* Held, because the JDK forgets the level of a logger that nobody refers to. */
  private static final Logger LAMPAS = Logger.getLogger("lampas");
  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");
  private static final Logger SCRAPES = Logger.getLogger("lampas.server.scrape");

  private Logging() {}

  static void setUp() {
    if (System.getProperty(FORMAT) == null) {
      System.setProperty(FORMAT, "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n");
    }
    JETTY.setLevel(Level.WARNING);
  }

  /** For when targets are stopped on purpose, so that their end is no trouble. */
  static void targetsMayEnd() {
    SCRAPES.setLevel(Level.SEVERE);
  }

  /** For commands that show something themselves. */
  static void onlyTrouble() {
    LAMPAS.setLevel(Level.WARNING);
  }
}
