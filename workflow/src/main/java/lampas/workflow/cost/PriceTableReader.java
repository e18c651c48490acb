package lampas.workflow.cost;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads price tables from JSON; every mistake is found, not only the first one. */
final class PriceTableReader {
  private static final List<String> OF_THE_TABLE =
      List.of("version", "date", "source", "note", "entries");
  private static final List<String> OF_AN_ENTRY =
      List.of(
          "provider",
          "model",
          "suffix",
          "from",
          "input_per_1k",
          "output_per_1k",
          "cached_input_per_1k",
          "source");

  private record Key(String provider, String model, LocalDate from) {}

  private final String name;
  private final Problems problems;
  private final Set<Key> seen = new HashSet<>();

  PriceTableReader(String name) {
    this.name = name;
    this.problems = new Problems(name);
  }

  PriceTable read(InputStream in) throws IOException {
    Json document = JsonTree.read(name, in);
    Optional<PriceTable> table =
        Fields.of(document, "", OF_THE_TABLE, problems).flatMap(this::table);
    problems.throwIfAny();
    return table.orElseThrow(
        () -> new IllegalStateException(name + ": neither a table nor a problem"));
  }

  private Optional<PriceTable> table(Fields fields) {
    Optional<String> version = fields.text("version", "a text that tells this table from others");
    Optional<LocalDate> date = fields.date("date");
    Optional<String> source = fields.text("source", "where the prices come from");
    List<Price> prices = new ArrayList<>();
    Optional<Json> entries = fields.required("entries", "an array of prices");
    if (entries.isPresent()) {
      if (entries.get() instanceof Json.Array(var place, List<Json> items)) {
        for (int i = 0; i < items.size(); i++) {
          price(items.get(i), "entries[" + i + "]").ifPresent(prices::add);
        }
      } else {
        problems.add(entries.get().place(), "entries", entries.get().text(), "an array of prices");
      }
    }
    return version.isPresent() && date.isPresent() && source.isPresent()
        ? Optional.of(PriceTable.of(version.get(), date.get(), source.get(), prices))
        : Optional.empty();
  }

  private Optional<Price> price(Json json, String path) {
    return Fields.of(json, path, OF_AN_ENTRY, problems)
        .flatMap(fields -> price(fields, json.place(), path));
  }

  private Optional<Price> price(Fields fields, Json.Place place, String path) {
    Optional<String> provider = fields.text("provider", "who charges, such as openai");
    Optional<String> model = fields.text("model", "the beginning of the model's name");
    Optional<ModelSuffix> suffix = fields.constant("suffix", ModelSuffix.ANY);
    Optional<LocalDate> from = fields.date("from");
    Optional<BigDecimal> input = fields.requiredAmount("input_per_1k");
    Optional<BigDecimal> output = fields.requiredAmount("output_per_1k");
    Optional<BigDecimal> cached = fields.amount("cached_input_per_1k");
    if (fields.value("source").isPresent()) {
      fields.text("source", "where the price comes from");
    }
    if (provider.isEmpty()
        || model.isEmpty()
        || suffix.isEmpty()
        || from.isEmpty()
        || input.isEmpty()
        || output.isEmpty()) {
      return Optional.empty();
    }
    Key key = new Key(lowerCase(provider.get()), lowerCase(model.get()), from.get());
    if (!seen.add(key)) {
      problems.add(
          place,
          "%s: %s %s from %s comes twice (expected: one price)"
              .formatted(path, provider.get(), model.get(), from.get()));
    }
    return Optional.of(
        new Price(
            provider.get(),
            model.get(),
            suffix.get(),
            from.get(),
            input.get(),
            output.get(),
            cached));
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
