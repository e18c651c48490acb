package lampas.server.demo;

/** Where a number is read, independently of the other places. */
enum Station {
  /** The load generator's own count. */
  SENT,
  /** The instrument in the service. */
  RECORDED,
  /** The text of {@code /metrics}, fetched and read by a second HTTP client. */
  EXPOSED,
  /** The last sample in the store. */
  STORED,
  /** PromQL through the HTTP API. */
  QUERIED
}
