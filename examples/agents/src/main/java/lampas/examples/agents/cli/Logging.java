package lampas.examples.agents.cli;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How much the program logs: one line a message on the standard error; libraries only trouble. */
final class Logging {
  private static final String FORMAT = "java.util.logging.SimpleFormatter.format";

  /* Held, because the JDK forgets the level of a logger that nobody refers to. Lettuce tells of
  every attempt to connect again; that Redis is away is told by us, once. */
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger("org.eclipse.jetty"),
          Logger.getLogger("io.netty"),
          Logger.getLogger("redis.embedded"));
  private static final Logger LETTUCE = Logger.getLogger("io.lettuce");

  private Logging() {}

  static void setUp() {
    if (System.getProperty(FORMAT) == null) {
      System.setProperty(FORMAT, "%1$tFT%1$tT.%1$tL%1$tz %4$s %5$s%6$s%n");
    }
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    LETTUCE.setLevel(Level.SEVERE);
  }
}
