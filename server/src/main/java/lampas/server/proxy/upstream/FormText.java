package lampas.server.proxy.upstream;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Questions as the parameters of Prometheus's HTTP API. */
final class FormText {
  private final StringBuilder out = new StringBuilder();

  private FormText() {}

  /** The parameters, encoded. */
  static String of(Question question) {
    FormText form = new FormText();
    switch (question.call()) {
      case QUERY -> {
        form.add("query", question.subject());
        form.time("time", question.startMillis());
        form.expression(question);
      }
      case QUERY_RANGE -> {
        form.add("query", question.subject());
        form.times(question);
        form.time("step", question.stepMillis());
        form.expression(question);
      }
      case QUERY_EXEMPLARS -> {
        form.add("query", question.subject());
        form.times(question);
      }
      case SERIES, LABELS, LABEL_VALUES -> {
        question.selectors().forEach(selector -> form.add("match[]", selector));
        form.times(question);
      }
      case METADATA -> {
        if (!question.subject().isEmpty()) {
          form.add("metric", question.subject());
        }
      }
      case TARGETS -> form.add("state", "active");
      case RULES, ALERTS -> {}
    }
    question.limit().ifPresent(limit -> form.add("limit", Integer.toString(limit)));
    return form.out.toString();
  }

  /*
   * A Lampas server explains empty answers by what other series there are, which is not for
   * tenants; others do not know the parameter.
   */
  private void expression(Question question) {
    add("timeout", seconds(question.timeout().toMillis()));
    add("explain", "0");
  }

  private void times(Question question) {
    time("start", question.startMillis());
    time("end", question.endMillis());
  }

  private void time(String name, OptionalLong millis) {
    millis.ifPresent(value -> add(name, seconds(value)));
  }

  private void add(String name, String value) {
    out.append(out.isEmpty() ? "" : "&")
        .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  private static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
  }
}
