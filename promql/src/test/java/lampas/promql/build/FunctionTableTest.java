package lampas.promql.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Function;
import lampas.promql.syntax.Functions;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Trees;
import lampas.promql.syntax.ValueType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every function of the table can be called. */
class FunctionTableTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  static Stream<String> names() {
    return Functions.all().stream().map(Function::name).filter(name -> !name.equals("info"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyFunctionIsReachableWithTheFewestAndTheMostArguments(String name) {
    Function function = Functions.find(name).orElseThrow();
    int most = Math.min(function.maximumArguments(), function.arguments().size() + 2);
    for (int count = function.minimumArguments(); count <= most; count++) {
      Part[] arguments = arguments(function, count);
      Part built =
          function.returns() == ValueType.SCALAR
              ? Calls.scalar(name, arguments)
              : Calls.vector(name, arguments);
      assertThat(((Call) built.expression()).function()).isEqualTo(function);
      assertThat(Trees.sameShape(Parser.parse(built.text()), built.expression())).isTrue();
    }
  }

  private static Part[] arguments(Function function, int count) {
    FunctionRule.Takes takes = FunctionRule.of(function.name()).takes();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(
          switch (function.argument(i)) {
            case SCALAR -> Scalar.of(.5);
            case STRING -> Text.of("job");
            case INSTANT_VECTOR -> vector(takes);
            case RANGE_VECTOR ->
                takes == FunctionRule.Takes.COUNTERS
                    ? Shop.orders().over(WINDOW)
                    : Shop.open().over(WINDOW);
          });
    }
    return parts.toArray(Part[]::new);
  }

  private static InstantVector vector(FunctionRule.Takes takes) {
    return switch (takes) {
      case NATIVE_HISTOGRAMS -> Shop.fine().histograms();
      case ANY_HISTOGRAMS -> Shop.duration().buckets();
      case ANYTHING, NUMBERS, GAUGES, COUNTERS -> Shop.open().value();
    };
  }
}
