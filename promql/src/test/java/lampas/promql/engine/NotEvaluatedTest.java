package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lampas.model.error.ErrorKind;
import lampas.model.series.SeriesReader;
import lampas.promql.script.SeriesFixture;
import lampas.promql.syntax.Function;
import lampas.promql.syntax.Functions;
import lampas.promql.syntax.ValueType;
import org.junit.jupiter.api.Test;

/** docs/promql.md names exactly the functions that are not evaluated. */
class NotEvaluatedTest {
  private static final SeriesReader NOTHING = SeriesFixture.create();

  private final Engine engine = Engine.create(EngineOptions.defaults());

  @Test
  void thePageNamesThemAll() throws IOException {
    String page = Files.readString(Path.of("../docs/promql.md"));
    String list = page.substring(page.indexOf("Not evaluated,"), page.indexOf("- the modifiers"));

    Set<String> named =
        Pattern.compile("`([a-z_]+)`")
            .matcher(list)
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).isEqualTo(notEvaluated());
    assertThat(page)
        .contains((Functions.all().size() - named.size()) + " of the " + Functions.all().size());
  }

  @Test
  void itIsAnErrorOfTheUser() {
    assertThatThrownBy(() -> engine.instant(NOTHING, "start_timestamp(up)", 0))
        .isInstanceOfSatisfying(
            EvaluationException.class,
            exception -> assertThat(exception.kind()).isEqualTo(ErrorKind.USER))
        .hasMessage("function \"start_timestamp\" is not evaluated by this version");
  }

  private Set<String> notEvaluated() {
    Set<String> names = new TreeSet<>();
    for (Function function : Functions.all()) {
      String call = function.name() + "(" + String.join(", ", arguments(function)) + ")";
      try {
        assertThat(engine.instant(NOTHING, call, 0).result()).isNotNull();
      } catch (EvaluationException refused) {
        assertThat(refused).hasMessageEndingWith("is not evaluated by this version");
        names.add(function.name());
      }
    }
    return names;
  }

  private static List<String> arguments(Function function) {
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < function.minimumArguments(); i++) {
      ValueType type = function.argument(i);
      arguments.add(
          switch (type) {
            case SCALAR -> "1";
            case STRING -> "\"x\"";
            case INSTANT_VECTOR -> "x";
            case RANGE_VECTOR -> "x[5m]";
          });
    }
    return arguments;
  }
}
