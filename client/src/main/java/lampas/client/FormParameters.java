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
    text.append(text.isEmpty() ? "" : "&").append(name).append('=');
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

  boolean isEmpty() {
    return text.isEmpty();
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
