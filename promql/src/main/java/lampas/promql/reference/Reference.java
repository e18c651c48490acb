package lampas.promql.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lampas.model.error.NearestName;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.Function;
import lampas.promql.syntax.Functions;

/**
 * The reference of PromQL: every function, aggregation operator, binary operator and other part of
 * the language.
 *
 * <p>Names, signatures and texts of functions and operators are those of the tables that the parser
 * goes by; examples, and what has no such table, come from the scripts beside this class. Immutable
 * and thread-safe.
 */
public final class Reference {
  private static final List<Entry> ALL = read();

  private Reference() {}

  /** All entries, section by section. */
  public static List<Entry> all() {
    return ALL;
  }

  /** The entry of a name. */
  public static Optional<Entry> find(String name) {
    return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /** The name that is most like the text, if one is like enough to be meant. */
  public static Optional<String> nearest(String name) {
    return NearestName.of(name, ALL.stream().map(Entry::name).toList());
  }

  private static List<Entry> read() {
    List<Entry> entries = new ArrayList<>(language());
    Map<String, Example> operators = Example.read(Section.OPERATORS.resource());
    Arrays.stream(BinaryOperator.values())
        .map(operator -> operator(operator, example(operators, operator.symbol())))
        .forEach(entries::add);
    Map<String, Example> aggregators = Example.read(Section.AGGREGATORS.resource());
    Arrays.stream(Aggregator.values())
        .map(aggregator -> aggregator(aggregator, example(aggregators, aggregator.text())))
        .forEach(entries::add);
    Map<String, Example> functions = Example.read(Section.FUNCTIONS.resource());
    Functions.all().stream()
        .map(function -> function(function, example(functions, function.name())))
        .forEach(entries::add);
    return List.copyOf(entries);
  }

  private static List<Entry> language() {
    return Example.read(Section.LANGUAGE.resource()).values().stream()
        .map(example ->
            new Entry(
                Section.LANGUAGE,
                example.name(),
                example.signature(),
                example.text(),
                example.experimental(),
                example.script()))
        .toList();
  }

  private static Entry operator(BinaryOperator operator, String example) {
    String signature = "a " + operator.symbol() + " b";
    return new Entry(
        Section.OPERATORS, operator.symbol(), signature, operator.summary(), false, example);
  }

  private static Entry aggregator(Aggregator aggregator, String example) {
    String parameter = aggregator.parameter().map(type -> type + ", ").orElse("");
    return new Entry(
        Section.AGGREGATORS,
        aggregator.text(),
        aggregator.text() + " by (label, ...) (" + parameter + "instant vector)",
        aggregator.summary(),
        aggregator.isExperimental(),
        example);
  }

  private static Entry function(Function function, String example) {
    return new Entry(
        Section.FUNCTIONS,
        function.name(),
        function.signature(),
        function.summary(),
        function.experimental(),
        example);
  }

  private static String example(Map<String, Example> examples, String name) {
    Example example = examples.get(name);
    if (example == null) {
      throw new IllegalStateException("no example of " + name);
    }
    return example.script();
  }
}
