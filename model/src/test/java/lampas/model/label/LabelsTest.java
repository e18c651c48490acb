package lampas.model.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void labelsAreSortedByNameAndEmptyValuesAreLeftOut() {
    Labels labels = Labels.of("code", "200", "__name__", "up", "zone", "");

    assertThat(labels.toMap())
        .containsExactly(Map.entry("__name__", "up"), Map.entry("code", "200"));
    assertThat(labels.metricName()).isEqualTo("up");
    assertThat(labels.value("zone")).isEmpty();
    assertThat(labels.valueOrEmpty("zone")).isEmpty();
  }

  @Test
  void aNameThatComesTwiceIsAnError() {
    assertThatThrownBy(() -> Labels.of("a", "1", "a", "2"))
        .hasMessage("label name: \"a\" comes twice (expected: once)");
  }

  @Test
  void anEmptyNameIsAnError() {
    assertThatThrownBy(() -> Labels.of("", "1"))
        .hasMessage("label name: empty (expected: a label name)");
  }

  @Test
  void aMissingValueIsAnError() {
    assertThatThrownBy(() -> Labels.of("a"))
        .hasMessage("labels: 1 texts (expected: name, value, name, value, …)");
  }

  @Test
  void withReplacesAndAnEmptyValueRemoves() {
    Labels labels = Labels.of("a", "1", "b", "2");

    assertThat(labels.with("b", "3")).isEqualTo(Labels.of("a", "1", "b", "3"));
    assertThat(labels.with("b", "")).isEqualTo(Labels.of("a", "1"));
    assertThat(labels.without(List.of("a", "b"))).isSameAs(Labels.empty());
    assertThat(labels.without("zone")).isSameAs(labels);
    assertThat(labels.only(List.of("b"))).isEqualTo(Labels.of("b", "2"));
  }

  @Test
  void textIsPromQlWithEveryCharacterEscapedThatNeedsIt() {
    assertThat(Labels.of("__name__", "up", "path", "a\"b\\c\nd", "job", "x"))
        .hasToString("up{job=\"x\", path=\"a\\\"b\\\\c\\nd\"}");
    assertThat(Labels.of("__name__", "my.metric", "a b", "1"))
        .hasToString("{\"my.metric\", \"a b\"=\"1\"}");
    assertThat(Labels.of("__name__", "up")).hasToString("up");
    assertThat(Labels.empty()).hasToString("{}");
    assertThat(LabelText.quote("\u0001\u007f🔥")).isEqualTo("\"\\x01\\x7f🔥\"");
  }

  @Test
  void orderAndEqualityAreThoseOfSortedMaps() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      Map<String, String> one = randomLabels(random);
      Map<String, String> two = randomLabels(random);
      Labels a = Labels.of(shuffled(one, random));
      Labels b = Labels.of(two);

      assertThat(a.equals(b)).as("seed %s: %s and %s", seed, one, two).isEqualTo(one.equals(two));
      assertThat(a.compareTo(b) == 0).as("seed %s", seed).isEqualTo(one.equals(two));
      assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
      if (one.equals(two)) {
        assertThat(a).hasSameHashCodeAs(b);
      }
    }
  }

  private static Map<String, String> randomLabels(Random random) {
    Map<String, String> labels = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      labels.put("n" + random.nextInt(3), "v" + random.nextInt(2));
    }
    return labels;
  }

  private static String[] shuffled(Map<String, String> labels, Random random) {
    List<Map.Entry<String, String>> entries = new ArrayList<>(labels.entrySet());
    Collections.shuffle(entries, random);
    return entries.stream()
        .flatMap(entry -> List.of(entry.getKey(), entry.getValue()).stream())
        .toArray(String[]::new);
  }

  @Test
  void labelsKeepNothingOfTheArrayTheyAreMadeOf() {
    String[] pairs = {"a", "1", "b", "2"};
    Labels labels = Labels.of(pairs);
    pairs[1] = "3";

    assertThat(labels).isEqualTo(Labels.of("b", "2", "a", "1"));
    assertThat(labels.hashCode()).isEqualTo(Labels.of("b", "2", "a", "1").hashCode());
  }

  @Test
  void sortedPairsAreCheckedLikeOthers() {
    assertThat(Labels.of("a", "1", "b", "", "c", "3")).isEqualTo(Labels.of("c", "3", "a", "1"));
    assertThat(Labels.of("a", "")).isEqualTo(Labels.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Labels.of("a", "1", "a", "1"))
        .withMessage("label name: \"a\" comes twice (expected: once)");
    assertThatIllegalArgumentException().isThrownBy(() -> Labels.of("", "1", "a", "1"));
  }
}
