package lampas.metrics.web;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the files that a configuration file names, relative to its folder. */
record FolderFiles(Path configuration, ReadFiles files) {
  /** The text of the file that a key names; what cannot be read is a problem. */
  Optional<String> read(YamlMapping mapping, String key) {
    Optional<String> name = mapping.text(key);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(files.read(configuration.toAbsolutePath().resolveSibling(name.get())));
    } catch (NoSuchFileException missing) {
      mapping.problem(key, name.get() + ", no such file (expected: a PEM file)");
    } catch (InvalidPathException | IOException unreadable) {
      mapping.problem(
          key, name.get() + ", cannot be read (expected: a PEM file): " + unreadable.getMessage());
    }
    return Optional.empty();
  }
}
