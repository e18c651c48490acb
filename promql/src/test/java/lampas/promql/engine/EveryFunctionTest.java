package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lampas.promql.script.SeriesFixture;
import lampas.promql.syntax.Function;
import lampas.promql.syntax.Functions;
import lampas.promql.syntax.ValueType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No function of the language is left out by the engine. */
class EveryFunctionTest {
  private final Engine engine = Engine.create(EngineOptions.defaults());

  @Test
  void thereAreAsManyAsInPrometheus() {
    assertThat(Functions.all()).hasSize(90);
    assertThat(Functions.all()).filteredOn(Function::experimental).hasSize(17);
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isEvaluatedOverNothing(String call) {
    assertThat(engine.instant(SeriesFixture.create(), call, 0).result()).isNotNull();
  }

  static Stream<String> calls() {
    return Functions.all().stream()
        .map(function -> function.name() + "(" + String.join(", ", arguments(function)) + ")");
  }

  private static List<String> arguments(Function function) {
    return IntStream.range(0, function.minimumArguments())
        .mapToObj(i -> argument(function.argument(i)))
        .toList();
  }

  private static String argument(ValueType type) {
    return switch (type) {
      case SCALAR -> "0.5";
      case STRING -> "\"x\"";
      case INSTANT_VECTOR -> "x";
      case RANGE_VECTOR -> "x[5m]";
    };
  }
}
