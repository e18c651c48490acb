package lampas.promql.function;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import lampas.model.histogram.NativeHistogram;
import lampas.promql.column.Column;

/** What a {@link HistogramWindowFunction} gives for a window, and what it found out. */
public final class WindowResult {
  private final Map<WindowFinding, Integer> findings = new EnumMap<>(WindowFinding.class);
  private double number = Column.ABSENT;
  private Optional<NativeHistogram> histogram = Optional.empty();

  /** Forgets the value, not the findings. */
  public void clear() {
    number = Column.ABSENT;
    histogram = Optional.empty();
  }

  void give(double number) {
    this.number = number;
  }

  void give(NativeHistogram histogram) {
    this.histogram = Optional.of(histogram);
  }

  /** Finds something out. */
  public void find(WindowFinding finding) {
    findings.merge(finding, 1, Integer::sum);
  }

  /** The number, {@link Column#ABSENT} if there is none. */
  public double number() {
    return number;
  }

  public Optional<NativeHistogram> histogram() {
    return histogram;
  }

  /** All that was found out since the result was made, and how often. */
  public Map<WindowFinding, Integer> findings() {
    return findings;
  }
}
