package lampas.server.cli.stores;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import lampas.client.tikv.ClusterSnapshot;
import lampas.client.tikv.Finding;
import lampas.client.tikv.Reading;
import lampas.client.tikv.Store;
import lampas.client.tikv.StoreField;
import lampas.client.tikv.StoreMetrics;

/**
 * A snapshot as a table: a line a store, {@code -} for what is absent, reasons and findings below.
 */
public final class StoresTable {
  private static final List<String> HEAD =
      List.of(
          "STORE",
          "STATE",
          "UP",
          "AGE",
          "QPS",
          "P99 ms",
          "USED",
          "CAPACITY",
          "FULL",
          "CPU",
          "LAG",
          "COMMIT ms",
          "LEADERS",
          "REGIONS",
          "STATUS ADDRESS");
  private static final String ABSENT = "-";
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private StoresTable() {}

  /** The table, with a line break at the end. */
  public static String of(ClusterSnapshot snapshot, List<Finding> findings) {
    StringBuilder out = new StringBuilder();
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    snapshot.stores().forEach(metrics -> rows.add(row(metrics)));
    align(rows, out);
    notes(snapshot, out);
    out.append(findings(findings));
    return out.toString();
  }

  /** The findings, or that there are none. */
  public static String findings(List<Finding> findings) {
    StringBuilder out = new StringBuilder("\n");
    if (findings.isEmpty()) {
      return out.append("no findings\n").toString();
    }
    out.append("findings:\n");
    for (Finding finding : findings) {
      String state =
          finding.isProblem()
              ? finding.state() == Finding.State.FIRING ? "firing" : "pending"
              : "note";
      out.append(
          "  %-7s %-16s store %s: %s"
              .formatted(
                  state,
                  finding.rule().text(),
                  printable(finding.storeId()),
                  printable(finding.message())));
      if (finding.since().isBefore(finding.lastSeen())) {
        out.append(", since ").append(finding.since());
      }
      out.append('\n');
    }
    return out.toString();
  }

  /** Text that others chose, without what a terminal would obey or not show. */
  public static String printable(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(c -> {
          int type = Character.getType(c);
          boolean hidden =
              Character.isISOControl(c)
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR;
          if (hidden) {
            out.append("\\u{").append(Integer.toHexString(c)).append('}');
          } else {
            out.appendCodePoint(c);
          }
        });
    return out.toString();
  }

  private static List<String> row(StoreMetrics metrics) {
    Store store = metrics.store();
    return List.of(
        printable(store.id()),
        store.state().text(),
        metrics.up().value().isEmpty()
            ? ABSENT
            : metrics.up().value().getAsDouble() == 1 ? "yes" : "no",
        number(metrics.sampleAgeSeconds(), 0, " s"),
        number(metrics.qps(), 1, ""),
        number(metrics.latencyP99Millis(), 1, ""),
        bytes(metrics.diskUsedBytes()),
        bytes(metrics.diskCapacityBytes()),
        percent(metrics.diskFullness()),
        number(metrics.cpuCores(), 2, ""),
        number(metrics.raftLogLagEntries(), 0, ""),
        number(metrics.raftCommitP99Millis(), 1, ""),
        number(metrics.leaders(), 0, ""),
        number(metrics.regions(), 0, ""),
        printable(store.statusAddress().orElse(ABSENT)));
  }

  private static void align(List<List<String>> rows, StringBuilder out) {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        /* Texts to the left, numbers to the right. */
        boolean left = i < 2 || i == widths.length - 1;
        String blanks = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : "  ");
        line.append(left ? row.get(i) + blanks : blanks + row.get(i));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  private static void notes(ClusterSnapshot snapshot, StringBuilder out) {
    List<String> notes = new ArrayList<>();
    for (StoreMetrics metrics : snapshot.stores()) {
      Map<String, List<String>> fields = new LinkedHashMap<>();
      for (StoreField field : StoreField.values()) {
        metrics
            .reading(field)
            .absence()
            .ifPresent(reason ->
                fields.computeIfAbsent(reason.text(), key -> new ArrayList<>()).add(field.text()));
      }
      fields.forEach((reason, names) ->
          notes.add(
              "store %s: %s: %s".formatted(metrics.storeId(), String.join(", ", names), reason)));
    }
    for (Store store : snapshot.leftOut()) {
      String why = store.isOfOtherEngine() ? "another engine" : store.state().text();
      notes.add("store " + store.id() + ": left out: " + why);
    }
    snapshot.warnings().forEach(warning -> notes.add("warning: " + warning));
    if (!notes.isEmpty()) {
      out.append("\nnotes:\n");
      notes.forEach(note -> out.append("  ").append(printable(note)).append('\n'));
    }
  }

  private static String number(Reading reading, int decimals, String unit) {
    OptionalDouble value = reading.value();
    return value.isEmpty()
        ? ABSENT
        : String.format(Locale.ROOT, "%." + decimals + "f%s", value.getAsDouble(), unit);
  }

  private static String percent(Reading share) {
    OptionalDouble value = share.value();
    return value.isEmpty()
        ? ABSENT
        : String.format(Locale.ROOT, "%.0f %%", value.getAsDouble() * 100);
  }

  private static String bytes(Reading reading) {
    OptionalDouble bytes = reading.value();
    if (bytes.isEmpty()) {
      return ABSENT;
    }
    double value = bytes.getAsDouble();
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }
}
