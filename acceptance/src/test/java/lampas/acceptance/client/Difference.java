package lampas.acceptance.client;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import lampas.client.answer.Product;

/**
 * The table of what backends do differently and the client does not make equal. Each row is tested
 * on the backends that it is said of, and its opposite on the others; docs/client.md shows it.
 */
enum Difference {
  NO_NAN("samples that are NaN are left out", Product.VICTORIA_METRICS),
  CLOSED_WINDOWS("windows are closed on the left", Product.PROMETHEUS),
  MORE_POINTS(
      "a range may have 30,000 points, and more are an `EXECUTION` error",
      Product.VICTORIA_METRICS),
  NO_FORMAT_QUERY("no `format_query`", Product.VICTORIA_METRICS),
  NO_PARSE_QUERY("no `parse_query`", Product.PROMETHEUS, Product.VICTORIA_METRICS),
  NO_NATIVE_HISTOGRAMS("no native histograms", Product.VICTORIA_METRICS),
  NO_EXEMPLARS("no exemplars are kept", Product.VICTORIA_METRICS),
  NO_METADATA("`metadata` is always empty", Product.VICTORIA_METRICS),
  NO_TARGET_METADATA("no `targets/metadata`", Product.LAMPAS, Product.VICTORIA_METRICS),
  NO_DROPPED_TARGETS("no target is ever dropped", Product.LAMPAS),
  NO_RULE_PAGES("no `rules` and `alerts`", Product.LAMPAS),
  EMPTY_RULE_PAGES("`rules` and `alerts` are always empty", Product.VICTORIA_METRICS),
  NO_ALERTMANAGERS("no `alertmanagers`", Product.LAMPAS, Product.VICTORIA_METRICS),
  NO_VERSION("`buildinfo` is empty", Product.VICTORIA_METRICS),
  NO_RUNTIME_PAGES(
      "no `runtimeinfo`, `flags` and `walreplay`", Product.LAMPAS, Product.VICTORIA_METRICS),
  NO_STORE_PAGES("no `config` and `tsdb`", Product.LAMPAS),
  NO_DELETION("no `delete_series`", Product.LAMPAS),
  WHOLE_DELETION(
      "series are deleted whole; a scope with times is refused here", Product.VICTORIA_METRICS),
  NO_TOMBSTONES("no `clean_tombstones`", Product.LAMPAS, Product.VICTORIA_METRICS),
  NO_SNAPSHOT(
      "no `snapshot` (VictoriaMetrics: none below `/prometheus`)",
      Product.LAMPAS,
      Product.VICTORIA_METRICS);

  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") /* Nobody changes it. */
  private final Set<Product> products;

  Difference(String text, Product first, Product... more) {
    this.text = text;
    this.products = Collections.unmodifiableSet(EnumSet.of(first, more));
  }

  boolean isOf(Product product) {
    return products.contains(product);
  }

  /** The rows of the table, in the notation of the page. */
  static String table() {
    return Arrays.stream(values()).map(Difference::row).collect(Collectors.joining("\n"));
  }

  private String row() {
    return "| %s | %s | %s | %s |"
        .formatted(
            text, mark(Product.LAMPAS), mark(Product.PROMETHEUS), mark(Product.VICTORIA_METRICS));
  }

  private String mark(Product product) {
    return products.contains(product) ? "yes" : "";
  }
}
