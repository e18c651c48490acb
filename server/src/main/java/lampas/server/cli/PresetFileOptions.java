package lampas.server.cli;

import java.nio.file.Path;
import java.util.List;
import lampas.client.template.Presets;
import lampas.client.template.file.PresetFiles;
import picocli.CommandLine.Option;

/** Where presets come from. */
final class PresetFileOptions {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "YAML with presets; may come several times. Default: the presets that come along.")
  private List<Path> files = List.of();

  Presets presets() {
    if (files.isEmpty()) {
      return PresetFiles.shipped();
    }
    return Presets.of(files.stream().flatMap(file -> PresetFiles.read(file).stream()).toList());
  }
}
