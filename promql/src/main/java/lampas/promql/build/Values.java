package lampas.promql.build;

import java.util.Locale;

/** What the values of a vector mean, as far as it decides what may be done with them. */
enum Values {
  /** Numbers that go up and down. */
  NUMBERS,
  /** Numbers that only grow and begin again at zero. */
  COUNTERS,
  /** Bucket counters of classic histograms. */
  BUCKET_COUNTERS,
  /** What is in each bucket of classic histograms: rates or growth. */
  BUCKETS,
  /** Native histograms that only grow. */
  HISTOGRAM_COUNTERS,
  /** Native histograms: rates or growth. */
  HISTOGRAMS;

  boolean isCounting() {
    return this == COUNTERS || this == BUCKET_COUNTERS || this == HISTOGRAM_COUNTERS;
  }

  boolean isBuckets() {
    return this == BUCKETS || this == BUCKET_COUNTERS;
  }

  boolean isNative() {
    return this == HISTOGRAMS || this == HISTOGRAM_COUNTERS;
  }

  /** What sums, rates and growth of such values are. */
  Values derived() {
    return switch (this) {
      case NUMBERS, COUNTERS -> NUMBERS;
      case BUCKET_COUNTERS, BUCKETS -> BUCKETS;
      case HISTOGRAM_COUNTERS, HISTOGRAMS -> HISTOGRAMS;
    };
  }

  /** For messages. */
  String text() {
    return switch (this) {
      case NUMBERS -> "values that go up and down";
      case BUCKETS, BUCKET_COUNTERS -> "buckets of classic histograms";
      case HISTOGRAMS, HISTOGRAM_COUNTERS -> "native histograms";
      case COUNTERS -> name().toLowerCase(Locale.ROOT);
    };
  }
}
