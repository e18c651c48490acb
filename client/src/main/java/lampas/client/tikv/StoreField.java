package lampas.client.tikv;

/** What is known of a store; documentation, JSON and tables derive from these rows. */
public enum StoreField {
  UP("up", "1 or 0", "Whether the last scrape of its page succeeded."),
  SAMPLE_AGE("sampleAgeSeconds", "seconds", "Age of the newest sample of its page."),
  QPS("qps", "commands/second", "Storage commands."),
  LATENCY_P99("latencyP99Millis", "milliseconds", "99th percentile of gRPC requests."),
  DISK_USED("diskUsedBytes", "bytes", "What the store's data takes."),
  DISK_CAPACITY("diskCapacityBytes", "bytes", "What the store may take at most."),
  DISK_AVAILABLE("diskAvailableBytes", "bytes", "What is left for it."),
  CPU("cpuCores", "cores", "Processor time a second."),
  RAFT_LOG_LAG("raftLogLagEntries", "entries", "99th percentile of the raft log's lag."),
  RAFT_COMMIT_P99("raftCommitP99Millis", "milliseconds", "99th percentile of raft commits."),
  LEADERS("leaders", "regions", "Regions that it leads, as PD says."),
  REGIONS("regions", "regions", "Regions with a replica on it, as PD says.");

  private final String text;
  private final String unit;
  private final String summary;

  StoreField(String text, String unit, String summary) {
    this.text = text;
    this.unit = unit;
    this.summary = summary;
  }

  /** Its name, for example {@code diskUsedBytes}. */
  public String text() {
    return text;
  }

  public String unit() {
    return unit;
  }

  /** What it is, one line. */
  public String summary() {
    return summary;
  }

  /** Whether its value is a quantile, which is NaN where nothing was observed. */
  boolean isQuantile() {
    return this == LATENCY_P99 || this == RAFT_LOG_LAG || this == RAFT_COMMIT_P99;
  }
}
