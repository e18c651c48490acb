package lampas.server.config;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a target may expose before its scrape fails; an absent limit is no limit.
 *
 * @param bodyBytes bytes of a response body after decompression
 * @param samples samples of one scrape
 * @param targets targets of one job; a job with more scrapes none of them
 * @param labels labels of a series, target labels and the metric's name included
 * @param labelNameBytes bytes of a label's name
 * @param labelValueBytes bytes of a label's value
 */
public record ScrapeLimits(
    OptionalLong bodyBytes,
    OptionalInt samples,
    OptionalInt targets,
    OptionalInt labels,
    OptionalInt labelNameBytes,
    OptionalInt labelValueBytes) {

  private static final ScrapeLimits NONE =
      new ScrapeLimits(
          OptionalLong.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          OptionalInt.empty());

  /** No limits: the default. */
  public static ScrapeLimits none() {
    return NONE;
  }
}
