package lampas.model.series;

/** What became of one appended sample; the rules are those of Prometheus's head block. */
public enum AppendOutcome {
  /** Taken. */
  ACCEPTED,
  /** The same value at the newest sample's time: nothing to do, not an error. */
  REPEATED,
  /** Another value at the newest sample's time: refused. */
  DUPLICATE_TIMESTAMP,
  /** Before the series' newest sample: refused. */
  OUT_OF_ORDER,
  /** Too far before the newest sample of the whole store: refused. */
  OUT_OF_BOUNDS,
  /** The series was removed meanwhile: look it up again with {@link SampleSink#resolve}. */
  GONE;

  /** Whether the sample's value is stored now. */
  public boolean isStored() {
    return this == ACCEPTED || this == REPEATED;
  }
}
