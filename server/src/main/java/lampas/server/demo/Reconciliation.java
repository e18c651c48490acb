package lampas.server.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lampas.model.label.Labels;
import lampas.model.series.SampleValue;
import org.jspecify.annotations.Nullable;

/**
 * What every station says about every series, side by side.
 *
 * <p>A row holds only if all stations have the series and say the same number: absent is not zero.
 * But the books of a load have only what it sent: a series of which it says nothing holds if it is
 * 0 at all other stations.
 */
final class Reconciliation {
  private static final double PRECISION = 1e-12;

  private final Map<Station, Map<Labels, Double>> byStation = new EnumMap<>(Station.class);

  /** Notes what a station says: all series of the families that are compared. */
  Reconciliation with(Station station, Map<Labels, Double> values) {
    byStation.put(station, Map.copyOf(values));
    return this;
  }

  /** One series at all stations; a station that does not have it is not in the map. */
  record Row(Labels series, Map<Station, Double> values) {
    boolean holds() {
      Set<Station> silent = EnumSet.allOf(Station.class);
      silent.removeAll(values.keySet());
      if (silent.equals(EnumSet.of(Station.SENT))) {
        return values.values().stream().allMatch(value -> value == 0);
      }
      return silent.isEmpty()
          && values.values().stream().allMatch(value -> isSame(value, values.get(Station.SENT)));
    }

    /*
     * Dollars and seconds are sums of fractions, whose last digit depends on the order of adding:
     * twelve digits have to agree. Counts are whole and agree only if they are equal.
     */
    private static boolean isSame(double value, @Nullable Double sent) {
      return sent != null && (value == sent || Math.abs(value - sent) < PRECISION * Math.abs(sent));
    }

    /** Whether nothing was sent, and nothing counted. */
    boolean isIdle() {
      return holds() && values.containsValue(0.0);
    }

    /** All digits. */
    String text(Station station) {
      return Optional.ofNullable(values.get(station)).map(SampleValue::format).orElse("absent");
    }

    /** As many digits as a column has room for. */
    String shortText(Station station) {
      return Optional.ofNullable(values.get(station)).map(Row::rounded).orElse("absent");
    }

    private static String rounded(double value) {
      return value == Math.rint(value)
          ? SampleValue.format(value)
          : String.format(Locale.ROOT, "%.4g", value);
    }
  }

  /** A row for every series that any station has. */
  List<Row> rows() {
    TreeSet<Labels> all = new TreeSet<>(Comparator.naturalOrder());
    byStation.values().forEach(values -> all.addAll(values.keySet()));
    List<Row> rows = new ArrayList<>();
    for (Labels series : all) {
      Map<Station, Double> values = new EnumMap<>(Station.class);
      byStation.forEach((station, said) -> {
        Double value = said.get(series);
        if (value != null) {
          values.put(station, value);
        }
      });
      rows.add(new Row(series, values));
    }
    return rows;
  }

  /** Whether there is something to compare and every row holds. */
  boolean holds() {
    List<Row> rows = rows();
    return !rows.isEmpty() && rows.stream().allMatch(Row::holds);
  }

  /**
   * The table, a row a series, with a mark on every difference; series that are 0 everywhere are
   * only counted.
   */
  String table() {
    List<Row> rows = rows().stream().filter(row -> !row.isIdle()).toList();
    int idle = rows().size() - rows.size();
    int width = rows.stream().mapToInt(row -> row.series().toString().length()).max().orElse(6);
    StringBuilder out = new StringBuilder();
    out.append(padded("series", width));
    for (Station station : Station.values()) {
      out.append(number(station.name().toLowerCase(Locale.ROOT)));
    }
    out.append('\n');
    for (Row row : rows) {
      out.append(padded(row.series().toString(), width));
      for (Station station : Station.values()) {
        out.append(number(row.shortText(station)));
      }
      out.append(row.holds() ? "  =\n" : "  DIFFERENT\n");
    }
    if (idle > 0) {
      out.append("and ").append(idle).append(" series that are 0 at all stations\n");
    }
    return out.toString();
  }

  /** The rows that do not hold, a line each; nothing if all do. */
  String differences() {
    return rows().stream()
        .filter(row -> !row.holds())
        .map(Reconciliation::difference)
        .collect(Collectors.joining());
  }

  private static String difference(Row row) {
    StringBuilder out = new StringBuilder("different: ").append(row.series()).append(':');
    for (Station station : Station.values()) {
      out.append(' ').append(station.name().toLowerCase(Locale.ROOT));
      out.append(' ').append(row.text(station));
    }
    return out.append('\n').toString();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String number(String text) {
    return String.format(Locale.ROOT, "%10s", text);
  }
}
