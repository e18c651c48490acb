package lampas.client.answer;

/** What a backend is. */
public enum Product {
  PROMETHEUS,
  VICTORIA_METRICS,
  THANOS,
  MIMIR,
  LAMPAS,
  /** It answers like Prometheus, and says nothing that tells. */
  UNKNOWN
}
