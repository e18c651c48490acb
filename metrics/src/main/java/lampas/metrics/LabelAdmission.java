package lampas.metrics;

import java.util.List;
import lampas.model.catalogue.LabelDefinition;
import lampas.model.catalogue.LabelDomain;
import lampas.model.error.ErrorKind;
import lampas.model.label.LabelText;

/** Which values one label of a family may have, by the domain of its definition. */
final class LabelAdmission {
  private final String metric;
  private final LabelDefinition label;
  private final SeenTexts admitted = new SeenTexts();

  LabelAdmission(String metric, LabelDefinition label) {
    this.metric = metric;
    this.label = label;
    if (label.domain() instanceof LabelDomain.Closed closed) {
      closed.values().forEach(admitted::add);
    }
  }

  LabelDefinition label() {
    return label;
  }

  /**
   * Checks that a value is possible at all.
   *
   * @throws MetricsException USER if the label's domain is closed and lacks the value
   */
  void check(String value) {
    if (label.domain() instanceof LabelDomain.Closed closed && !closed.values().contains(value)) {
      throw new MetricsException(
          ErrorKind.USER,
          "%s: label %s: %s (expected: one of %s)"
              .formatted(metric, label.name(), LabelText.quote(value), quoted(closed.values())));
    }
  }

  /** Whether the value has its own series; false if it is past the cap. */
  boolean admit(String value) {
    if (admitted.contains(value)) {
      return true;
    }
    int most = label.domain().maximumValues();
    if (admitted.size() >= most) {
      return false;
    }
    synchronized (admitted) {
      if (admitted.size() < most) {
        admitted.add(value);
      }
      return admitted.contains(value);
    }
  }

  private static String quoted(List<String> values) {
    return String.join(", ", values.stream().map(LabelText::quote).toList());
  }
}
