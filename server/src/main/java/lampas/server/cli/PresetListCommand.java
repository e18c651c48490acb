package lampas.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import lampas.client.template.MetricPreset;
import lampas.client.template.Placeholder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Lists presets with what may be filled into them. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists presets: what they answer, and what may be filled into them.")
final class PresetListCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  @Mixin private PresetFileOptions files = new PresetFileOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<MetricPreset> presets = files.presets().list();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(presets));
    } else {
      presets.forEach(preset -> print(preset, out));
    }
    out.flush();
    return ExitCode.OK.code();
  }

  private static void print(MetricPreset preset, PrintWriter out) {
    out.println(preset);
    line(out, "answers", preset.description());
    line(out, "unit", preset.unit());
    line(out, "template", preset.template().text());
    line(out, "filter by", String.join(", ", preset.filterLabels()));
    line(out, "group by", String.join(", ", preset.groupLabels()));
    line(out, "tenant", String.join(", ", preset.requiredLabels()));
    preset
        .parameters()
        .forEach(parameter ->
            line(
                out,
                "set",
                parameter.name()
                    + ", a "
                    + parameter.kind().text()
                    + parameter.defaultValue().map(value -> ", default " + value).orElse("")));
  }

  private static void line(PrintWriter out, String what, String text) {
    if (!text.isEmpty()) {
      out.println("  %-10s%s".formatted(what, text));
    }
  }

  private static String toJson(List<MetricPreset> presets) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (MetricPreset preset : presets) {
        json.writeStartObject();
        json.writeStringProperty("name", preset.name());
        json.writeNumberProperty("version", preset.version());
        json.writeStringProperty("description", preset.description());
        json.writeStringProperty("unit", preset.unit());
        json.writeStringProperty("template", preset.template().text());
        texts(
            json,
            "placeholders",
            preset.template().placeholders().stream().map(Placeholder::name).toList());
        texts(json, "filterLabels", preset.filterLabels());
        texts(json, "groupLabels", preset.groupLabels());
        texts(json, "requiredLabels", preset.requiredLabels());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    return text.toString();
  }

  private static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeArrayPropertyStart(name);
    texts.forEach(json::writeString);
    json.writeEndArray();
  }
}
