package lampas.store;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How much a {@link Store} keeps and takes.
 *
 * @param retention how long samples are kept, by the clock; empty: for ever. Default 24 h
 * @param retentionBytes how many bytes of heap the chunks of samples may take before the oldest go;
 *     empty: any number. Default 1 GiB
 * @param seriesLimit how many series there may be at once. Default 1,000,000
 * @param appendBounds which times a sample may have. Default one hour behind the newest sample, ten
 *     minutes ahead of the clock
 */
public record StoreOptions(
    Optional<Duration> retention,
    Optional<Long> retentionBytes,
    int seriesLimit,
    AppendBounds appendBounds) {

  public StoreOptions {
    retention.ifPresent(
        value -> require(!value.isNegative() && !value.isZero(), "retention", value));
    retentionBytes.ifPresent(value -> require(value > 0, "retention bytes", value));
    require(seriesLimit > 0, "series limit", seriesLimit);
    Objects.requireNonNull(appendBounds, "appendBounds");
  }

  /** The defaults. */
  public static StoreOptions defaults() {
    return builder().build();
  }

  /** For data of any age, such as a file that is loaded: nothing is refused or dropped by time. */
  public static StoreOptions anyAge() {
    return builder()
        .retention(Optional.empty())
        .retentionBytes(Optional.empty())
        .appendBounds(new AppendBounds.Unbounded())
        .build();
  }

  public static Builder builder() {
    return new Builder();
  }

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": " + value + " (expected: > 0)");
    }
  }

  /** Collects options, beginning with the defaults. Not thread-safe. */
  public static final class Builder {
    private Optional<Duration> retention = Optional.of(Duration.ofHours(24));
    private Optional<Long> retentionBytes = Optional.of(1L << 30);
    private int seriesLimit = 1_000_000;
    private AppendBounds appendBounds = AppendBounds.standard();

    private Builder() {}

    public Builder retention(Optional<Duration> retention) {
      this.retention = retention;
      return this;
    }

    public Builder retention(Duration retention) {
      return retention(Optional.of(retention));
    }

    public Builder retentionBytes(Optional<Long> retentionBytes) {
      this.retentionBytes = retentionBytes;
      return this;
    }

    public Builder retentionBytes(long retentionBytes) {
      return retentionBytes(Optional.of(retentionBytes));
    }

    public Builder seriesLimit(int seriesLimit) {
      this.seriesLimit = seriesLimit;
      return this;
    }

    public Builder appendBounds(AppendBounds appendBounds) {
      this.appendBounds = appendBounds;
      return this;
    }

    public StoreOptions build() {
      return new StoreOptions(retention, retentionBytes, seriesLimit, appendBounds);
    }
  }
}
