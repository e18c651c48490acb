package lampas.client.answer;

/** What not every backend can do. */
public enum Feature {
  /** Answers {@code /api/v1/query_exemplars}; whether exemplars are kept is another question. */
  EXEMPLARS,
  /** Knows types, helps and units of metrics. */
  METADATA,
  /** Has functions of native histograms. */
  NATIVE_HISTOGRAMS,
  /** Answers {@code /api/v1/parse_query}. */
  PARSE_QUERY,
  /** Answers {@code /api/v1/format_query}. */
  FORMAT_QUERY,
  /** Answers a scalar expression with a scalar; without it the client turns the vector into one. */
  SCALARS,
  /** Answers {@code /api/v1/rules}. */
  RULES
}
