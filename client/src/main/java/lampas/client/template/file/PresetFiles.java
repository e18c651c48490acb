package lampas.client.template.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import lampas.client.template.MetricPreset;
import lampas.client.template.Presets;
import lampas.client.template.TemplateException;

/**
 * Reads presets from YAML of the form that docs/query-templates.md describes.
 *
 * <p>Errors are {@link TemplateException}s with every problem of the file, each with its line and
 * column.
 */
public final class PresetFiles {
  private static final String SHIPPED = "presets.yml";

  private PresetFiles() {}

  /** The presets of a file of at most 1 MiB. */
  public static List<MetricPreset> read(Path file) {
    try {
      if (Files.size(file) > PresetYaml.MAXIMUM_CHARACTERS) {
        throw problem(
            file
                + ": "
                + Files.size(file)
                + " bytes (expected: at most "
                + PresetYaml.MAXIMUM_CHARACTERS
                + ")");
      }
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException missing) {
      throw problem(file + ": no such file (expected: a YAML file)");
    } catch (CharacterCodingException malformed) {
      throw problem(file + ": not UTF-8 (expected: a YAML file)");
    } catch (IOException unreadable) {
      throw problem(file + ": cannot be read (expected: a YAML file): " + unreadable.getMessage());
    }
  }

  /**
   * The presets of a text.
   *
   * @param origin what messages call the text
   */
  public static List<MetricPreset> parse(String origin, String yaml) {
    return PresetFileReader.read(origin, yaml);
  }

  /**
   * A new registry of the presets that come along: gauges and rates of containers, request rates,
   * error ratios and latencies of the metrics that this project's instruments record.
   */
  public static Presets shipped() {
    return Presets.of(parse(SHIPPED, shippedText()));
  }

  /** The text of the presets that come along, to begin an own file with. */
  public static String shippedText() {
    try (InputStream in = PresetFiles.class.getResourceAsStream(SHIPPED)) {
      Objects.requireNonNull(in, SHIPPED);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static TemplateException problem(String message) {
    return TemplateException.of(List.of(message));
  }
}
