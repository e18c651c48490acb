package lampas.server.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The version of this build and the Java that runs it.
 *
 * @param version the version in the POM
 * @param javaVersion the version of the running JVM
 */
public record BuildInfo(String version, String javaVersion) {
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
    return new BuildInfo(properties.getProperty("version"), Runtime.version().toString());
  }
}
