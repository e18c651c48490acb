package lampas.client;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** The parameters of one request, as a form or a query string has them. */
final class FormParameters {
  private final StringBuilder text = new StringBuilder();

  FormParameters add(String name, String value) {
    text.append(text.isEmpty() ? "" : "&");
    text.append(URLEncoder.encode(name, StandardCharsets.UTF_8)).append('=');
    text.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    return this;
  }

  FormParameters add(String name, Instant time) {
    return add(name, seconds(time.getEpochSecond(), time.getNano()));
  }

  FormParameters add(String name, Duration duration) {
    return add(name, seconds(duration.getSeconds(), duration.getNano()));
  }

  FormParameters add(SeriesScope scope) {
    scope.selectors().forEach(selector -> add("match[]", selector));
    scope.start().ifPresent(start -> add("start", start));
    scope.end().ifPresent(end -> add("end", end));
    return this;
  }

  /* What a backend does not know it leaves aside; max_lookback is VictoriaMetrics's name. */
  FormParameters addOptions(Query query, Duration longest) {
    Duration timeout = query.timeout().filter(own -> own.compareTo(longest) < 0).orElse(longest);
    add("timeout", timeout);
    query.lookback().ifPresent(back -> add("lookback_delta", back).add("max_lookback", back));
    query.limit().ifPresent(limit -> add("limit", Integer.toString(limit)));
    if (query.statistics()) {
      add("stats", "all");
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static String seconds(long seconds, int nanos) {
    return BigDecimal.valueOf(seconds)
        .add(BigDecimal.valueOf(nanos, 9))
        .stripTrailingZeros()
        .toPlainString();
  }
}
