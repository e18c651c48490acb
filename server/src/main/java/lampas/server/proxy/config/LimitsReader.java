package lampas.server.proxy.config;

import lampas.server.config.YamlMapping;
import lampas.server.proxy.tenant.TenantLimits;

/** Makes limits from a section; what it does not say is as elsewhere. */
final class LimitsReader {
  private LimitsReader() {}

  static TenantLimits read(YamlMapping keys, TenantLimits otherwise) {
    TenantLimits limits =
        new TenantLimits(
            GatewayKeys.RANGE.find(keys).orElse(otherwise.range()),
            GatewayKeys.REACH.find(keys).orElse(otherwise.reach()),
            GatewayKeys.POINTS.find(keys).orElse(otherwise.points()),
            GatewayKeys.SERIES.find(keys).orElse(otherwise.series()),
            GatewayKeys.ANSWER_BYTES.find(keys).orElse(otherwise.answerBytes()),
            GatewayKeys.QUERY_LENGTH.find(keys).orElse(otherwise.queryLength()),
            GatewayKeys.CONCURRENCY.find(keys).orElse(otherwise.concurrency()),
            GatewayKeys.QUEUE.find(keys).orElse(otherwise.queue()),
            GatewayKeys.TIMEOUT.find(keys).orElse(otherwise.timeout()),
            GatewayKeys.RATE.find(keys).orElse(otherwise.rate()),
            GatewayKeys.BURST.find(keys).orElse(otherwise.burst()));
    keys.finish();
    return limits;
  }
}
