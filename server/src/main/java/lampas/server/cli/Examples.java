package lampas.server.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the packaged examples are: the launcher of a checkout builds them and says so. */
final class Examples {
  private static final String FOLDER = "lampas.examples";

  private Examples() {}

  /** The packaged example; empty if this program was not started from a checkout. */
  static Optional<Path> jar(String name) {
    return Optional.ofNullable(System.getProperty(FOLDER))
        .map(folder -> Path.of(folder, name, "target", name + ".jar"))
        .filter(Files::exists);
  }
}
