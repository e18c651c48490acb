package lampas.server.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lampas.model.result.QueryResult.Matrix;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.series.SampleColumns;

/**
 * Series over time, drawn with Braille dots: each character is two dots wide and four high.
 *
 * <p>Series are told apart by colour where the terminal has colours, and by their own small row in
 * the legend, which gives minimum, maximum and last value.
 */
final class TerminalChart {
  /* Bits of the Unicode block U+2800, by column and by row from the top. */
  private static final int[][] DOTS = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};
  private static final int[] COLOURS = {36, 33, 32, 35, 34, 31};
  private static final int LEGEND_ROWS = 12;
  private static final int MARGIN = 10;

  private final int width;
  private final int height;
  private final boolean colours;
  private final ZoneId zone;

  /**
   * A chart of a size.
   *
   * @param width characters across, the axis included
   * @param height rows of the plot, without axis and legend
   */
  TerminalChart(int width, int height, boolean colours, ZoneId zone) {
    this.width = Math.max(width, MARGIN + 20);
    this.height = Math.max(height, 3);
    this.colours = colours;
    this.zone = zone;
  }

  String draw(Matrix matrix, long startMillis, long endMillis) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (MatrixSeries series : matrix.series()) {
      SampleColumns samples = series.samples();
      for (int i = 0; i < samples.size(); i++) {
        if (Double.isFinite(samples.value(i))) {
          low = Math.min(low, samples.value(i));
          high = Math.max(high, samples.value(i));
        }
      }
    }
    if (low > high) {
      return "no data to draw\n";
    }
    if (low == high) {
      double room = low == 0 ? 1 : Math.abs(low) / 10;
      low -= room;
      high += room;
    }
    StringBuilder out = new StringBuilder();
    drawPlot(out, matrix.series(), new Frame(startMillis, endMillis, low, high));
    drawTimeAxis(out, startMillis, endMillis);
    drawLegend(out, matrix.series());
    return out.toString();
  }

  private record Frame(long start, long end, double low, double high) {}

  private void drawPlot(StringBuilder out, List<MatrixSeries> all, Frame frame) {
    int columns = width - MARGIN;
    int[][] dots = new int[height][columns];
    int[][] owner = new int[height][columns];
    for (int s = 0; s < all.size(); s++) {
      SampleColumns samples = all.get(s).samples();
      long step = smallestStep(samples);
      for (int i = 0; i < samples.size(); i++) {
        if (!Double.isFinite(samples.value(i))) {
          continue;
        }
        int x = across(samples.time(i), frame, columns);
        int y = down(samples.value(i), frame);
        boolean joined =
            i > 0
                && Double.isFinite(samples.value(i - 1))
                && samples.time(i) - samples.time(i - 1) <= step;
        int fromX = joined ? across(samples.time(i - 1), frame, columns) : x;
        int fromY = joined ? down(samples.value(i - 1), frame) : y;
        int length = Math.max(1, Math.max(x - fromX, Math.abs(y - fromY)));
        for (int part = 0; part <= length; part++) {
          int dotX = fromX + (x - fromX) * part / length;
          int dotY = fromY + (y - fromY) * part / length;
          dots[dotY / 4][dotX / 2] |= DOTS[dotX % 2][dotY % 4];
          owner[dotY / 4][dotX / 2] = s;
        }
      }
    }
    for (int row = 0; row < height; row++) {
      double value = frame.high - (frame.high - frame.low) * row / (height - 1);
      boolean labelled = row % 2 == 0 || row == height - 1;
      out.append(String.format(Locale.ROOT, "%8s ┤", labelled ? shortNumber(value) : ""));
      for (int column = 0; column < columns; column++) {
        String dot = Character.toString(0x2800 + dots[row][column]);
        out.append(dots[row][column] == 0 ? " " : coloured(dot, owner[row][column]));
      }
      out.append('\n');
    }
  }

  /* Points that are farther apart than the closest ones have a gap between them. */
  private static long smallestStep(SampleColumns samples) {
    long step = Long.MAX_VALUE;
    for (int i = 1; i < samples.size(); i++) {
      step = Math.min(step, samples.time(i) - samples.time(i - 1));
    }
    return step;
  }

  private static int across(long time, Frame frame, int columns) {
    double share = (time - frame.start) / (double) Math.max(1, frame.end - frame.start);
    return Math.clamp(Math.round(share * (columns * 2 - 1)), 0, columns * 2 - 1);
  }

  private int down(double value, Frame frame) {
    double share = (value - frame.low) / (frame.high - frame.low);
    return Math.clamp(Math.round((1 - share) * (height * 4 - 1)), 0, height * 4 - 1);
  }

  private void drawTimeAxis(StringBuilder out, long startMillis, long endMillis) {
    DateTimeFormatter clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    String left = clock.format(Instant.ofEpochMilli(startMillis));
    String right = clock.format(Instant.ofEpochMilli(endMillis));
    int columns = width - MARGIN;
    out.append(" ".repeat(MARGIN - 1)).append('└').append("─".repeat(columns)).append('\n');
    out.append(" ".repeat(MARGIN)).append(left);
    out.append(" ".repeat(Math.max(1, columns - left.length() - right.length())));
    out.append(right).append('\n');
  }

  private void drawLegend(StringBuilder out, List<MatrixSeries> all) {
    for (int s = 0; s < Math.min(all.size(), LEGEND_ROWS); s++) {
      SampleColumns samples = all.get(s).samples();
      List<Double> values = new ArrayList<>();
      for (int i = 0; i < samples.size(); i++) {
        values.add(samples.value(i));
      }
      out.append(coloured("⣿", s)).append(' ').append(all.get(s).labels());
      if (!values.isEmpty()) {
        out.append("  min ")
            .append(shortNumber(values.stream().min(Double::compare).orElseThrow()));
        out.append("  max ")
            .append(shortNumber(values.stream().max(Double::compare).orElseThrow()));
        out.append("  last ").append(shortNumber(values.getLast()));
      }
      out.append('\n');
    }
    if (all.size() > LEGEND_ROWS) {
      out.append("… and ").append(all.size() - LEGEND_ROWS).append(" more series\n");
    }
  }

  private String coloured(String text, int series) {
    return colours ? "\u001b[" + COLOURS[series % COLOURS.length] + "m" + text + "\u001b[0m" : text;
  }

  /** Four significant digits and a metric prefix, such as 12.35k. */
  static String shortNumber(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double magnitude = Math.abs(value);
    if (magnitude >= 1e15 || (magnitude != 0 && magnitude < 1e-4)) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    String[] prefixes = {"", "k", "M", "G", "T"};
    int prefix = 0;
    double scaled = value;
    while (Math.abs(scaled) >= 1_000 && prefix < prefixes.length - 1) {
      scaled /= 1_000;
      prefix++;
    }
    double size = Math.abs(scaled);
    String pattern = size >= 100 ? "%.1f" : size >= 1 ? "%.2f" : "%.4f";
    String digits = String.format(Locale.ROOT, pattern, scaled);
    return digits.replaceAll("\\.?0+$", "") + prefixes[prefix];
  }
}
