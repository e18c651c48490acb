package lampas.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import lampas.client.template.Insertion;
import lampas.client.template.RenderedQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Shows the PromQL that a preset becomes; asks nobody. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    description =
        "Shows the PromQL that a preset becomes, and what each placeholder became; asks nobody.")
final class PresetPreviewCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();

  @Option(names = "--json", description = "Print a JSON object.")
  private boolean json;

  @Mixin private PresetQuestionOptions question = new PresetQuestionOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    RenderedQuery query = question.request().render();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(toJson(query));
    } else {
      out.println(query.promql());
      for (Insertion one : query.insertions()) {
        out.println(
            "  %9s  %-13s %s"
                .formatted(one.start() + "-" + one.end(), one.placeholder(), one.text()));
      }
    }
    out.flush();
    return ExitCode.OK.code();
  }

  private static String toJson(RenderedQuery query) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringProperty("preset", query.preset());
      json.writeStringProperty("promql", query.promql());
      json.writeStringProperty("unit", query.unit());
      json.writeArrayPropertyStart("placeholders");
      for (Insertion one : query.insertions()) {
        json.writeStartObject();
        json.writeStringProperty("name", one.placeholder());
        json.writeStringProperty("text", one.text());
        json.writeNumberProperty("start", one.start());
        json.writeNumberProperty("end", one.end());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }
}
