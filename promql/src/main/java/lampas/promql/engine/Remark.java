package lampas.promql.engine;

/**
 * Something that the engine has to say about a query besides its result, in Prometheus's words.
 *
 * <p>Source: util/annotations/annotations.go of Prometheus.
 */
interface Remark {
  /** How much it matters. */
  enum Level {
    /** The result may be wrong. */
    WARNING("PromQL warning: "),
    /** The author of the query may want to look at it. */
    INFO("PromQL info: ");

    private final String prefix;

    Level(String prefix) {
      this.prefix = prefix;
    }

    String prefix() {
      return prefix;
    }
  }

  Level level();

  /** What is said; two remarks that say the same are one. */
  String message();

  /**
   * What is added where the query's text is known; starts with a comma or a space, if not empty.
   */
  String details();

  /** This remark and an earlier one that says the same as one. */
  Remark after(Remark earlier);

  /** A message and nothing else. */
  record Plain(Level level, String message) implements Remark {
    @Override
    public String details() {
      return "";
    }

    @Override
    public Remark after(Remark earlier) {
      return this;
    }
  }
}
