package lampas.promql.build;

import static lampas.promql.build.Condition.label;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lampas.model.catalogue.DefinitionException;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Trees;
import org.junit.jupiter.api.Test;

/** Hostile texts through every entry: each is a value or a clear error, never syntax. */
class HostileTextTest {
  private static final Duration WINDOW = Duration.ofMinutes(5);

  /* How many texts became a value; the others were refused with a message. */
  private static int accepted(Function<String, Part> entry, Function<Expression, String> value) {
    int accepted = 0;
    List<Class<?>> kinds = new ArrayList<>();
    for (String text : HostileTexts.all()) {
      Expression parsed;
      try {
        Part part = entry.apply(text);
        parsed = Parser.parse(part.text());
        assertThat(Trees.sameShape(part.expression(), parsed)).isTrue();
      } catch (BuildException | DefinitionException refused) {
        assertThat(refused.getMessage()).contains("expected: ");
        continue;
      }
      accepted++;
      assertThat(value.apply(parsed)).isEqualTo(text);
      List<Class<?>> shape = new ArrayList<>();
      Trees.all(parsed).forEach(part -> shape.add(part.getClass()));
      if (kinds.isEmpty()) {
        kinds.addAll(shape);
      }
      assertThat(shape).as(text).isEqualTo(kinds);
    }
    return accepted;
  }

  private static String matcherValue(Expression tree, String label) {
    return Trees.all(tree)
        .filter(VectorSelector.class::isInstance)
        .map(VectorSelector.class::cast)
        .flatMap(selector -> selector.matchers().stream())
        .filter(matcher -> matcher.name().equals(label))
        .map(Matcher::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theListIsLong() {
    assertThat(HostileTexts.all()).hasSizeGreaterThan(90).contains("a\nb", "\ud800", "");
  }

  @Test
  void valuesOfConditionsStayValues() {
    Function<Expression, String> value = tree -> matcherValue(tree, "customer");
    int whole =
        accepted(text -> Shop.orders().where(label("customer").is(text)).rate(WINDOW), value);
    assertThat(whole).isGreaterThan(80);
    assertThat(accepted(text -> Shop.orders().where(label("customer").isNot(text)).value(), value))
        .isEqualTo(whole);
  }

  @Test
  void literalsOfAListMatchThemselvesOnly() {
    for (String text : HostileTexts.all()) {
      Condition condition;
      try {
        condition = label("customer").isOneOf(text, "other");
      } catch (BuildException refused) {
        continue;
      }
      Expression tree = Shop.orders().where(condition).value().expression();
      var pattern =
          com.google.re2j.Pattern.compile("^(?s:" + matcherValue(tree, "customer") + ")$");
      assertThat(pattern.matcher(text).find()).as(text).isTrue();
      assertThat(pattern.matcher(text + "x").find()).as(text).isFalse();
      assertThat(pattern.matcher("x" + text).find()).as(text).isFalse();
    }
  }

  @Test
  void regularExpressionsStayInTheirMatcher() {
    Function<Expression, String> value = tree -> matcherValue(tree, "customer");
    int taken =
        accepted(text -> Shop.orders().where(label("customer").matches(text)).value(), value);
    assertThat(taken).isBetween(40, 95);
    assertThat(
            accepted(
                text -> Shop.orders().where(label("customer").doesNotMatch(text)).value(), value))
        .isEqualTo(taken);
    accepted(
        text -> Shop.orders().where(label("customer").startsWith(text)).value(),
        tree -> {
          String expression = matcherValue(tree, "customer");
          return com.google.re2j.Pattern.compile("\\\\(.)")
              .matcher(expression.substring(0, expression.length() - 2))
              .replaceAll("$1");
        });
  }

  @Test
  void namesOfLabelsAreRefusedUnlessTheyAreDefined() {
    assertThat(accepted(text -> Shop.orders().where(label(text).is("x")).value(), tree -> "never"))
        .isZero();
    assertThat(accepted(text -> Shop.orders().value().sum(Grouping.by(text)), tree -> "never"))
        .isZero();
    assertThat(accepted(text -> Shop.orders().value().sum(Grouping.without(text)), tree -> "never"))
        .isZero();
    assertThat(
            accepted(
                text -> Shop.orders().value().plus(Shop.open().value(), Matching.on(text)),
                tree -> "never"))
        .isZero();
    assertThat(
            accepted(
                text ->
                    Shop.orders()
                        .value()
                        .plus(Shop.open().value(), Matching.on("job").groupLeft(text)),
                tree -> "never"))
        .isZero();
  }

  @Test
  void declaredLabelsOfAnyCharactersStayNames() {
    int taken =
        accepted(
            text -> Shop.open().withTargetLabels(text).value().sum(Grouping.by(text)),
            tree -> ((Expression.Aggregation) tree).grouping().getFirst());
    assertThat(taken).isGreaterThan(80);
    assertThat(
            accepted(
                text -> Shop.open().withTargetLabels(text).where(label(text).is("x")).value(),
                tree ->
                    ((VectorSelector) tree)
                        .matchers().stream()
                            .filter(matcher -> matcher.value().equals("x"))
                            .map(Matcher::name)
                            .findFirst()
                            .orElseThrow()))
        .isGreaterThan(80);
  }

  @Test
  void namesOfMetricsOfAnyCharactersStayNames() {
    int taken =
        accepted(
            text ->
                Metrics.gauge(
                        MetricDefinition.gauge(text).help("Hostile.").unusualName("a test").build())
                    .value(),
            tree -> matcherValue(tree, "__name__"));
    assertThat(taken).isGreaterThan(70);
  }

  @Test
  void textsOfFunctionsStayTexts() {
    InstantVector open = Shop.open().value();
    Function<Expression, String> third =
        tree -> ((StringLiteral) ((Call) tree).arguments().get(2)).value();
    assertThat(
            accepted(
                text ->
                    open.call(
                        "label_replace",
                        Text.of("x"),
                        Text.of(text),
                        Text.of("job"),
                        Text.of("(.*)")),
                third))
        .isGreaterThan(80);
    assertThat(
            accepted(
                text -> open.call("label_join", Text.of("x"), Text.of(text), Text.of("job")),
                third))
        .isGreaterThan(80);
    accepted(
        text ->
            open.call("label_replace", Text.of("x"), Text.of("$1"), Text.of("job"), Text.of(text)),
        tree -> ((StringLiteral) ((Call) tree).arguments().get(4)).value());
    accepted(
        text ->
            open.call("label_replace", Text.of(text), Text.of("$1"), Text.of("job"), Text.of("a")),
        tree -> ((StringLiteral) ((Call) tree).arguments().get(1)).value());
    accepted(
        text -> open.countValues(text, Grouping.all()),
        tree ->
            ((StringLiteral) ((Expression.Aggregation) tree).parameter().orElseThrow()).value());
    assertThat(accepted(text -> open.call(text), tree -> "never")).isZero();
  }

  @Test
  void aValueOfAClosedLabelIsOneOfItsValues() {
    MetricDefinition closed =
        MetricDefinition.gauge("hostile")
            .help("Hostile.")
            .label("payment", LabelDomain.closed("card"))
            .build();
    Optional<String> empty = Optional.of("");
    assertThat(
            accepted(
                text -> Metrics.gauge(closed).where(label("payment").is(text)).value(),
                tree -> empty.orElseThrow()))
        .isOne();
  }
}
