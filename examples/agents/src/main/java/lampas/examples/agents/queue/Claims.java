package lampas.examples.agents.queue;

import java.util.List;

/**
 * Tasks that were taken over.
 *
 * @param next where to go on
 */
public record Claims(String next, List<Delivery> deliveries) {
  /** Where a search begins. */
  public static final String START = "0-0";

  public Claims {
    deliveries = List.copyOf(deliveries);
  }
}
