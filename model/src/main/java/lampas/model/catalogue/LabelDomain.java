package lampas.model.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which values a label may have, and so how many series a metric may come to. */
public sealed interface LabelDomain {
  /** The most values that the label can have. */
  int maximumValues();

  /** Exactly these values are possible; another one is a mistake in the code. */
  record Closed(List<String> values) implements LabelDomain {
    public Closed {
      values = List.copyOf(values);
      if (values.isEmpty() || values.stream().distinct().count() != values.size()) {
        throw new DefinitionException(
            "label values: " + values + " (expected: at least one, each once)");
      }
    }

    @Override
    public int maximumValues() {
      return values.size();
    }
  }

  /** The values are not known beforehand but are few by nature, such as route templates. */
  record Bounded(int maximumValues) implements LabelDomain {
    public Bounded {
      requirePositive(maximumValues);
    }
  }

  /** Anything may come, such as a user's name: values past the cap share one overflow series. */
  record Free(int cap) implements LabelDomain {
    public Free {
      requirePositive(cap);
    }

    @Override
    public int maximumValues() {
      return cap;
    }
  }

  static Closed closed(String... values) {
    return new Closed(List.of(values));
  }

  /** The constants of an enum, in lower case. */
  static <E extends Enum<E>> Closed closed(Class<E> type) {
    return new Closed(Arrays.stream(type.getEnumConstants()).map(LabelDomain::value).toList());
  }

  /** The label value of an enum's constant: its name in lower case. */
  static String value(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static LabelDomain bounded(int maximumValues) {
    return new Bounded(maximumValues);
  }

  static LabelDomain free(int cap) {
    return new Free(cap);
  }

  private static void requirePositive(int count) {
    if (count <= 0) {
      throw new DefinitionException("label values: at most " + count + " (expected: 1 or more)");
    }
  }
}
