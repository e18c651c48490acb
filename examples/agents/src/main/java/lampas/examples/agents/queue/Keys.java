package lampas.examples.agents.queue;

/**
 * The keys of the log in Redis.
 *
 * @param prefix what they begin with
 */
public record Keys(String prefix) {
  /** The consumer group of the workers. */
  public static final String GROUP = "workers";

  /** The stream of unfinished tasks. */
  public String stream() {
    return prefix + ":tasks";
  }

  /** The stream of dead letters. */
  public String deadLetters() {
    return prefix + ":dead";
  }

  /** How many tasks were accepted and how they ended, ever. */
  String totals() {
    return prefix + ":totals";
  }

  /** When consumers were heard of. */
  String consumers() {
    return prefix + ":workers";
  }

  String task(String id) {
    return prefix + ":task:" + id;
  }

  String idempotency(String key) {
    return prefix + ":key:" + key;
  }
}
