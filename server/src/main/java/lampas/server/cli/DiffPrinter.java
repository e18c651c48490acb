package lampas.server.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.diff.Comparison;
import lampas.client.diff.Comparison.BothRefused;
import lampas.client.diff.Comparison.Different;
import lampas.client.diff.Comparison.Same;
import lampas.client.diff.DifferenceCount;
import lampas.client.diff.FirstDifference;
import lampas.model.time.PrometheusDuration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Prints what came out of a comparison. */
final class DiffPrinter {
  private static final JsonMapper JSON = new JsonMapper();

  private final PrintWriter out;

  DiffPrinter(PrintWriter out) {
    this.out = out;
  }

  void text(Comparison comparison) {
    switch (comparison) {
      case Same same -> out.printf("same: %d series, %d samples%n", same.series(), same.samples());
      case BothRefused refused -> {
        out.println("both refuse the query");
        line("left", words(refused.left()));
        line("right", words(refused.right()));
      }
      case Different different -> {
        out.printf("different: %s (%s)%n", different.kind().summary(), different.kind().text());
        first(different.first());
        count(different.count());
        line("evidence", different.evidence());
      }
    }
    line("asked", comparison.query().promql() + ", " + when(comparison.query().time()));
    out.flush();
  }

  private void first(FirstDifference first) {
    String where =
        first.series().map(labels -> labels + " ").orElse("")
            + (first.timeMillis().isPresent()
                ? "at " + Instant.ofEpochMilli(first.timeMillis().getAsLong())
                : "");
    if (!where.isEmpty()) {
      line("first", where);
    }
    line("left", first.left().orElse("nothing"));
    line("right", first.right().orElse("nothing"));
  }

  private void count(DifferenceCount count) {
    if (count.allSeries() > 0) {
      line(
          "count",
          "%d of %d series, %d of %d samples"
              .formatted(count.series(), count.allSeries(), count.samples(), count.allSamples()));
    }
  }

  private void line(String name, String text) {
    out.printf("  %-9s %s%n", name + ":", text);
  }

  private static String words(ClientFailure.Refused refused) {
    return refused.errorType() + ": " + refused.message();
  }

  private static String when(QueryTime time) {
    return switch (time) {
      case QueryTime.Now now -> "now";
      case QueryTime.At(Instant at) -> "at " + at;
      case QueryTime.Range(Instant start, Instant end, Duration step) ->
          "%s to %s, step %s".formatted(start, end, PrometheusDuration.format(step));
    };
  }

  void json(Comparison comparison) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      switch (comparison) {
        case Same same -> {
          json.writeStringProperty("result", "same");
          json.writeNumberProperty("series", same.series());
          json.writeNumberProperty("samples", same.samples());
        }
        case BothRefused refused -> {
          json.writeStringProperty("result", "refused");
          json.writeStringProperty("left", words(refused.left()));
          json.writeStringProperty("right", words(refused.right()));
        }
        case Different different -> different(json, different);
      }
      query(json, comparison.query());
      json.writeEndObject();
    }
    out.println(text);
    out.flush();
  }

  private static void different(JsonGenerator json, Different different) {
    json.writeStringProperty("result", "different");
    json.writeStringProperty("class", different.kind().text());
    json.writeStringProperty("evidence", different.evidence());
    json.writeObjectPropertyStart("first");
    different
        .first()
        .series()
        .ifPresent(labels -> {
          json.writeObjectPropertyStart("series");
          labels.forEach(json::writeStringProperty);
          json.writeEndObject();
        });
    different.first().timeMillis().ifPresent(time -> seconds(json, "time", time));
    different.first().left().ifPresent(left -> json.writeStringProperty("left", left));
    different.first().right().ifPresent(right -> json.writeStringProperty("right", right));
    json.writeEndObject();
    DifferenceCount count = different.count();
    json.writeObjectPropertyStart("count");
    json.writeNumberProperty("series", count.series());
    json.writeNumberProperty("allSeries", count.allSeries());
    json.writeNumberProperty("samples", count.samples());
    json.writeNumberProperty("allSamples", count.allSamples());
    json.writeEndObject();
  }

  private static void query(JsonGenerator json, Query query) {
    json.writeStringProperty("query", query.promql());
    switch (query.time()) {
      case QueryTime.Now now -> {}
      case QueryTime.At(Instant time) -> seconds(json, "time", time.toEpochMilli());
      case QueryTime.Range(Instant start, Instant end, Duration step) -> {
        seconds(json, "start", start.toEpochMilli());
        seconds(json, "end", end.toEpochMilli());
        seconds(json, "step", step.toMillis());
      }
    }
  }

  private static void seconds(JsonGenerator json, String name, long millis) {
    json.writeName(name);
    json.writeNumber(BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString());
  }
}
