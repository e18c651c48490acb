package lampas.client.template;

import java.time.Duration;
import java.util.List;
import lampas.model.label.Matcher;

/** What a placeholder became. */
sealed interface FilledValue {
  record Metric(String name) implements FilledValue {}

  record Matchers(List<Matcher> matchers) implements FilledValue {
    public Matchers {
      matchers = List.copyOf(matchers);
    }
  }

  record Labels(List<String> names) implements FilledValue {
    public Labels {
      names = List.copyOf(names);
    }
  }

  record Window(Duration length) implements FilledValue {}

  record Scalar(double value) implements FilledValue {}

  record Text(String value) implements FilledValue {}
}
