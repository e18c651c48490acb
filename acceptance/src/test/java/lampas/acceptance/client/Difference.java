package lampas.acceptance.client;

/**
 * The table of what backends do differently and the client does not make equal. Each row is tested
 * on the backends that it is said of, and its opposite on the others; docs/client.md has it in
 * words.
 */
enum Difference {
  /** Samples that are NaN are left out of answers. */
  NO_NAN,
  /** Windows are closed on the left, as in Prometheus 2. */
  CLOSED_WINDOWS,
  /** There is no {@code format_query}. */
  NO_FORMAT_QUERY,
  /** There is no {@code parse_query}. */
  NO_PARSE_QUERY,
  /** No exemplars are kept. */
  NO_EXEMPLARS,
  /** Nothing is known of types and helps. */
  NO_METADATA,
  /** There is no {@code targets/metadata}. */
  NO_TARGET_METADATA,
  /** There are no native histograms. */
  NO_NATIVE_HISTOGRAMS,
  /** No target is ever dropped. */
  NO_DROPPED_TARGETS,
  /** There is no page of rules and none of alerts. */
  NO_RULE_PAGES,
  /** The pages of rules and alerts are always empty. */
  EMPTY_RULE_PAGES,
  /** There is no page of alertmanagers. */
  NO_ALERTMANAGERS,
  /** There are no pages of the runtime, the flags and the write-ahead log. */
  NO_RUNTIME_PAGES,
  /** There are no pages of the configuration and of what the store holds. */
  NO_STORE_PAGES,
  /** The build has no version. */
  NO_VERSION,
  /** Too many points are an {@code execution} error, from 30,000 on. */
  MORE_POINTS,
  /** Nothing can be deleted. */
  NO_DELETION,
  /** Series are deleted whole only. */
  WHOLE_DELETION,
  /** There are no snapshots at this base URL. */
  NO_SNAPSHOT,
  /** Space of what was deleted is freed by itself. */
  NO_TOMBSTONES
}
