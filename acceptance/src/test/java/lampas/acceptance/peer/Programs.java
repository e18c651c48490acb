package lampas.acceptance.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The programs of this machine. */
public final class Programs {
  private Programs() {}

  /** The program's path; without it the test is skipped by name, or fails where CI is true. */
  public static String require(String name) {
    Optional<Path> found =
        Arrays.stream(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty()) {
      String message = name + " is not on PATH (dev/test installs it where root and apt are)";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(message);
      }
      Assumptions.abort(message);
    }
    return found.orElseThrow().toString();
  }

  /** The java that runs this test. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The packaged program, built before this module's tests run. */
  public static Path lampasJar() {
    return built("../server/target/lampas.jar");
  }

  /** The packaged metadata store of the examples. */
  public static Path metastoreJar() {
    return built("../examples/metastore/target/metastore.jar");
  }

  /** The packaged agent platform of the examples. */
  public static Path agentsJar() {
    return built("../examples/agents/target/agents.jar");
  }

  /** The packaged TiKV cluster of the examples. */
  public static Path tikvJar() {
    return built("../examples/tikv/target/tikv.jar");
  }

  private static Path built(String path) {
    Path jar = Path.of(path).toAbsolutePath().normalize();
    if (!Files.exists(jar)) {
      throw new AssertionError(jar.getFileName() + " is not built (run dev/test acceptance)");
    }
    return jar;
  }
}
