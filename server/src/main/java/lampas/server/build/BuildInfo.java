package lampas.server.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which build of Lampas this is.
 *
 * @param version the version in the POM
 * @param revision the commit it was built from; empty if unknown
 */
public record BuildInfo(String version, String revision) {
  /** What the build wrote down. */
  public static BuildInfo read() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
      if (in == null) {
        throw new IllegalStateException("build.properties: missing (expected: in the jar)");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuildInfo(properties.getProperty("version"), "");
  }
}
