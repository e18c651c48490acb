package lampas.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that must not be shown: given in the configuration, or in a file that may change. */
public sealed interface Secret {
  /**
   * The text; a file is read again on each call and stripped of surrounding white space.
   *
   * @throws IOException if the file cannot be read
   */
  String reveal() throws IOException;

  /** A secret that stands in the configuration itself. */
  record Inline(String text) implements Secret {
    @Override
    public String reveal() {
      return text;
    }

    /** Says that there is a secret, not what it is. */
    @Override
    public String toString() {
      return "<secret>";
    }
  }

  /** A secret that stands in a file. */
  record InFile(Path file) implements Secret {
    @Override
    public String reveal() throws IOException {
      return Files.readString(file).strip();
    }
  }
}
