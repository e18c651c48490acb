package lampas.store;

import lampas.model.series.TimeRange;

/** A histogram of chunks' bytes over the times at which the chunks end. */
final class ChunkAges {
  private static final int BUCKETS = 4096;

  private final long width;
  private final long firstBucket;
  private final long[] bytes = new long[BUCKETS + 1];

  ChunkAges(TimeRange times) {
    /* Dividing first: the difference of two times may be more than a long holds. */
    this.width = times.endMillis() / BUCKETS - times.startMillis() / BUCKETS + 1;
    this.firstBucket = Math.floorDiv(times.startMillis(), width);
  }

  void add(long end, int chunkBytes) {
    bytes[Math.clamp(Math.floorDiv(end, width) - firstBucket, 0, BUCKETS)] += chunkBytes;
  }

  /** The earliest time for which the chunks that end before it have at least these bytes. */
  long cutoff(long wantedBytes) {
    long sum = 0;
    int bucket = 0;
    while (bucket <= BUCKETS && sum < wantedBytes) {
      sum += bytes[bucket++];
    }
    return (firstBucket + bucket) * width;
  }
}
