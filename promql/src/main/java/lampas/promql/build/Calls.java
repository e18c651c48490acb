package lampas.promql.build;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lampas.model.label.LabelNames;
import lampas.promql.syntax.Function;
import lampas.promql.syntax.Functions;
import lampas.promql.syntax.StringText;
import lampas.promql.syntax.ValueType;

/**
 * Calls of any function of {@link Functions}, by name; the usual ones are methods of the vectors.
 */
public final class Calls {
  private Calls() {}

  /**
   * A call of a function that gives an instant vector.
   *
   * @throws BuildException if there is no such function, or if it does not take these arguments
   */
  public static InstantVector vector(String function, Part... arguments) {
    Function found = find(function, ValueType.INSTANT_VECTOR);
    checkTypes(found, arguments);
    Node node = Node.call(found, nodes(arguments));
    FunctionRule rule = FunctionRule.of(function);
    Values values = Values.NUMBERS;
    LabelScope labels = LabelScope.NONE;
    for (Part argument : arguments) {
      if (argument instanceof InstantVector vector) {
        rule.check(function, vector.values());
        values = rule.gives().of(vector.values());
        labels = vector.labels();
      } else if (argument instanceof RangeVector range) {
        rule.check(function, range.values());
        values = rule.gives().of(range.values());
        labels = range.labels();
      }
    }
    return new InstantVector(
        node, labelsOf(function, labels, values(arguments), arguments), values);
  }

  /**
   * A call of a function that gives a scalar.
   *
   * @throws BuildException if there is no such function, or if it does not take these arguments
   */
  public static Scalar scalar(String function, Part... arguments) {
    Function found = find(function, ValueType.SCALAR);
    checkTypes(found, arguments);
    FunctionRule.of(function).check(function, values(arguments));
    return new Scalar(Node.call(found, nodes(arguments)));
  }

  static Part[] prepend(Part first, Part... more) {
    Part[] all = new Part[more.length + 1];
    all[0] = first;
    System.arraycopy(more, 0, all, 1, more.length);
    return all;
  }

  private static Function find(String name, ValueType returns) {
    Function function =
        Functions.find(name)
            .orElseThrow(() ->
                new BuildException(
                    "function: %s (expected: one of the function table%s)"
                        .formatted(
                            StringText.quote(name),
                            Functions.nearest(name)
                                .map(nearest -> ", nearest: " + nearest.name())
                                .orElse(""))));
    if (function.returns() != returns) {
      throw new BuildException(
          "%s: gives %s (expected: a function that gives %s)"
              .formatted(name, function.returns(), returns));
    }
    return function;
  }

  private static void checkTypes(Function function, Part... arguments) {
    int count = arguments.length;
    boolean fits = count >= function.minimumArguments() && count <= function.maximumArguments();
    for (int i = 0; fits && i < count; i++) {
      fits = type(arguments[i]) == function.argument(i);
    }
    if (!fits) {
      List<String> given = Arrays.stream(arguments).map(part -> type(part).toString()).toList();
      throw new BuildException(
          "%s: with (%s) (expected: %s)"
              .formatted(function.name(), String.join(", ", given), function.signature()));
    }
  }

  private static ValueType type(Part part) {
    return switch (part) {
      case InstantVector vector -> ValueType.INSTANT_VECTOR;
      case RangeVector range -> ValueType.RANGE_VECTOR;
      case Scalar scalar -> ValueType.SCALAR;
      case Text text -> ValueType.STRING;
    };
  }

  private static Values values(Part... arguments) {
    for (Part argument : arguments) {
      if (argument instanceof InstantVector vector) {
        return vector.values();
      }
      if (argument instanceof RangeVector range) {
        return range.values();
      }
    }
    return Values.NUMBERS;
  }

  private static List<Node> nodes(Part... arguments) {
    return Arrays.stream(arguments).map(Part::node).toList();
  }

  private static LabelScope labelsOf(
      String function, LabelScope labels, Values values, Part... arguments) {
    return switch (function) {
      case "label_replace" -> {
        labels.require(function, List.of(text(arguments[3])));
        Regexes.check(function, text(arguments[4]));
        yield labels.with(List.of(Names.newLabel(function, text(arguments[1]))));
      }
      case "label_join" -> {
        labels.require(function, texts(3, arguments));
        yield labels.with(List.of(Names.newLabel(function, text(arguments[1]))));
      }
      case "sort_by_label", "sort_by_label_desc" -> {
        labels.require(function, texts(1, arguments));
        yield labels;
      }
      case "histogram_quantile", "histogram_fraction" -> estimated(function, labels, values);
      case "histogram_quantiles" ->
          estimated(function, labels, values)
              .with(List.of(Names.newLabel(function, text(arguments[1]))));
      case "info" -> labels.opened();
      default -> labels;
    };
  }

  /* What "sum by (service)" makes of buckets has a value and means nothing. */
  private static LabelScope estimated(String function, LabelScope labels, Values values) {
    if (values.isBuckets() && !labels.has(LabelNames.BUCKET_BOUND)) {
      throw new BuildException(
          function
              + ": the buckets have lost their label le on the way"
              + " (expected: le kept, as in by (le, …))");
    }
    return labels.without(List.of(LabelNames.BUCKET_BOUND));
  }

  private static String text(Part argument) {
    return ((Text) argument).value();
  }

  private static List<String> texts(int from, Part... arguments) {
    List<String> texts = new ArrayList<>();
    for (int i = from; i < arguments.length; i++) {
      texts.add(text(arguments[i]));
    }
    return texts;
  }
}
