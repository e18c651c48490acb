package lampas.promql.function;

import java.util.Arrays;
import lampas.model.series.SampleColumns;

/**
 * The samples of one series inside a window of time, and what else a {@link WindowFunction} may
 * look at.
 *
 * <p>Made to be moved forward over a series step by step, and then to be given the next series. Not
 * thread-safe.
 */
public final class Window {
  private static final double[] NO_ARGUMENTS = {};

  private final long edge;
  private long[] times = {};
  private double[] values = {};
  private int size;
  private int from;
  private int to;
  private long start;
  private long end;
  private long evaluationTime;
  private double[] arguments = NO_ARGUMENTS;
  private int[] resets = {};
  private int resetCount = -1;
  private int firstReset;
  private final HistogramWindow histograms = new HistogramWindow();
  private SampleColumns samples = new SampleColumns(0);
  private boolean started;
  private Edges edges = Edges.PLAIN;
  private long reach;

  /** How values at the edges of the window are found. */
  public enum Edges {
    /** Not at all: only samples inside count. */
    PLAIN,
    /** At the start counts the last sample before it; {@code anchored}. */
    ANCHORED,
    /** At both edges counts the line between the samples around them; {@code smoothed}. */
    SMOOTHED
  }

  /**
   * A window without samples.
   *
   * @param edge how many milliseconds before the first included one its start lies: 0 if the window
   *     is open on the left, 1 if it is closed
   */
  public Window(long edge) {
    this.edge = edge;
  }

  /** From now on samples have start times, where series know them. */
  public void useStartTimes() {
    started = true;
  }

  /** From now on the window holds samples beyond its edges too, for so many milliseconds. */
  public void reach(Edges edges, long millis) {
    this.edges = edges;
    this.reach = millis;
  }

  public Edges edges() {
    return edges;
  }

  /** When a sample's counter began to count, or {@link SampleColumns#NO_START}. */
  public long startTime(int index) {
    return started ? samples.startTime(from + index) : SampleColumns.NO_START;
  }

  /** The same of a histogram. */
  public long histogramStartTime(int index) {
    return started ? histograms.startTime(index) : SampleColumns.NO_START;
  }

  /** Begins another series; its samples must hold no staleness markers and stay as they are. */
  public void beginSeries(SampleColumns samples) {
    this.samples = samples;
    times = samples.times();
    values = samples.values();
    size = samples.size();
    from = 0;
    to = 0;
    resetCount = -1;
    firstReset = 0;
    histograms.beginSeries(samples.histograms());
  }

  /**
   * Moves the window.
   *
   * @param start the moment from which the window is measured; not before that of the last move
   * @param end the last moment of the window; not before that of the last move
   * @param evaluationTime the time of the step, which {@code offset} and {@code @} do not move
   */
  public void moveTo(long start, long end, long evaluationTime) {
    this.start = start;
    this.end = end;
    this.evaluationTime = evaluationTime;
    long before = start - edge - (edges == Edges.PLAIN ? 0 : reach);
    long after = end + (edges == Edges.SMOOTHED ? reach : 0);
    while (from < size && times[from] <= before) {
      from++;
    }
    to = Math.max(to, from);
    while (to < size && times[to] <= after) {
      to++;
    }
    histograms.moveTo(before, after);
  }

  /** The native histograms inside. */
  public HistogramWindow histograms() {
    return histograms;
  }

  /** Sets the scalar arguments of the function at this step. */
  public void setArguments(double... arguments) {
    this.arguments = arguments;
  }

  /** A scalar argument of the function at this step. */
  public double argument(int index) {
    return arguments[index];
  }

  /** How many samples are inside. */
  public int count() {
    return to - from;
  }

  public boolean isEmpty() {
    return to == from;
  }

  /** The time of a sample, 0 to {@link #count()} - 1. */
  public long time(int index) {
    return times[from + index];
  }

  /** The value of a sample, 0 to {@link #count()} - 1. */
  public double value(int index) {
    return values[from + index];
  }

  public double firstValue() {
    return values[from];
  }

  public double lastValue() {
    return values[to - 1];
  }

  public long firstTime() {
    return times[from];
  }

  public long lastTime() {
    return times[to - 1];
  }

  /** The moment from which the window is measured. */
  public long start() {
    return start;
  }

  /** The last moment of the window. */
  public long end() {
    return end;
  }

  /** The time of the step. */
  public long evaluationTime() {
    return evaluationTime;
  }

  /** A new array of the values. */
  public double[] valuesCopy() {
    return Arrays.copyOfRange(values, from, to);
  }

  /**
   * A number and, added to it in their order, the values just before each drop: what a counter lost
   * when it was reset.
   */
  double addLostByResets(double sum) {
    if (resetCount < 0) {
      findResets();
    }
    while (firstReset < resetCount && resets[firstReset] <= from) {
      firstReset++;
    }
    for (int i = firstReset; i < resetCount && resets[i] < to; i++) {
      sum += values[resets[i] - 1];
    }
    return sum;
  }

  /*
   * Once per series instead of once per step: most counters have no reset at all, and rate() over a
   * window then costs four array reads, however many samples are inside.
   */
  private void findResets() {
    resetCount = 0;
    for (int i = 1; i < size; i++) {
      if (values[i] < values[i - 1]) {
        if (resetCount == resets.length) {
          resets = Arrays.copyOf(resets, Math.max(8, 2 * resetCount));
        }
        resets[resetCount++] = i;
      }
    }
  }
}
