package lampas.promql.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lampas.promql.script.Script;
import lampas.promql.script.ScriptOutcome;
import lampas.promql.script.ScriptRunner;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.Function;
import lampas.promql.syntax.Functions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceTest {
  @Test
  void everyFunctionAggregatorAndOperatorIsARow() {
    Stream<String> operators = Arrays.stream(BinaryOperator.values()).map(BinaryOperator::symbol);
    Stream<String> aggregators = Arrays.stream(Aggregator.values()).map(Aggregator::text);
    Stream<String> functions = Functions.all().stream().map(Function::name);
    assertThat(Reference.all())
        .filteredOn(entry -> entry.section() != Section.LANGUAGE)
        .extracting(Entry::name)
        .containsExactlyElementsOf(
            Stream.of(operators, aggregators, functions).flatMap(all -> all).toList());
  }

  @Test
  void namesAreFoundOnce() {
    assertThat(Reference.all()).extracting(Entry::name).doesNotHaveDuplicates();
    assertThat(Reference.find("rate").orElseThrow().signature()).isEqualTo("rate(range vector)");
    assertThat(Reference.find("topk").orElseThrow().signature())
        .isEqualTo("topk by (label, ...) (scalar, instant vector)");
    assertThat(Reference.find("sort_by_label").orElseThrow().experimental()).isTrue();
    assertThat(Reference.nearest("raet")).contains("rate");
  }

  @ParameterizedTest
  @EnumSource
  void noExampleIsLeftOver(Section section) {
    assertThat(Reference.all())
        .filteredOn(entry -> entry.section() == section)
        .extracting(Entry::name)
        .containsExactlyInAnyOrderElementsOf(Example.read(section.resource()).keySet());
  }

  @TestFactory
  Stream<DynamicTest> everyExampleGivesWhatItSays() {
    return Reference.all().stream()
        .map(entry ->
            DynamicTest.dynamicTest(entry.section() + " " + entry.name(), () -> run(entry)));
  }

  private static void run(Entry entry) {
    assertThat(entry.signature()).isNotBlank();
    assertThat(entry.text()).isNotBlank();
    ScriptOutcome outcome = ScriptRunner.create().run(Script.parse(entry.name(), entry.example()));
    outcome.evaluations().forEach(one -> one.failure().ifPresent(failure -> fail(failure)));
    assertThat(outcome.evaluations()).isNotEmpty();
    if (entry.section() != Section.LANGUAGE) {
      Pattern use = Pattern.compile("(?<![a-z_])" + Pattern.quote(entry.name()) + "(?![a-z_])");
      assertThat(outcome.evaluations())
          .as("evaluations that use it")
          .anyMatch(one -> use.matcher(one.evaluation().query()).find());
    }
  }
}
