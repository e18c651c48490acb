package lampas.examples.metastore.config;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What clients may ask for.
 *
 * @param connections how many may be open
 * @param requestsPerSecond of all clients together; empty for any number
 * @param requestsPerSecondPerClient of one address; empty for any number
 * @param burst how many at once
 * @param streamsPerConnection how many calls under way on a connection
 * @param watchesPerStream how many watches on a stream
 * @param requestBytes how large a request may be
 * @param keepaliveInterval how often a client may ping
 */
public record LimitSettings(
    int connections,
    OptionalInt requestsPerSecond,
    OptionalInt requestsPerSecondPerClient,
    int burst,
    int streamsPerConnection,
    int watchesPerStream,
    int requestBytes,
    Duration keepaliveInterval) {
  static LimitSettings of(SettingValues values) {
    return new LimitSettings(
        values.value(Setting.CONNECTIONS),
        values.value(Setting.REQUESTS_PER_SECOND),
        values.value(Setting.REQUESTS_PER_SECOND_PER_CLIENT),
        values.value(Setting.BURST),
        values.value(Setting.STREAMS_PER_CONNECTION),
        values.value(Setting.WATCHES_PER_STREAM),
        values.value(Setting.REQUEST_BYTES),
        values.value(Setting.KEEPALIVE_INTERVAL));
  }
}
