package lampas.promql.build;

import java.util.List;
import java.util.Optional;
import lampas.model.error.ErrorKind;
import lampas.promql.syntax.Aggregator;
import lampas.promql.syntax.BinaryOperator;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.Aggregation;
import lampas.promql.syntax.Expression.Binary;
import lampas.promql.syntax.Expression.Call;
import lampas.promql.syntax.Expression.NumberLiteral;
import lampas.promql.syntax.Expression.Parentheses;
import lampas.promql.syntax.Expression.StringLiteral;
import lampas.promql.syntax.Expression.Unary;
import lampas.promql.syntax.Function;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Printer;
import lampas.promql.syntax.Span;
import lampas.promql.syntax.Trees;
import lampas.promql.syntax.VectorMatching;

/** A tree in the shape in which the parser would make it, parentheses included. Immutable. */
final class Node {
  /* The parser takes 250 levels, of which some are not ours: the calls around arguments. */
  private static final int MAXIMUM_DEPTH = 200;

  private final Expression tree;
  private final int depth;

  private Node(Expression tree, int depth) {
    this.tree = tree;
    this.depth = depth;
    if (depth > MAXIMUM_DEPTH) {
      throw new BuildException(
          ErrorKind.LIMIT,
          "expression: nests %d levels deep (expected: at most %d)"
              .formatted(depth, MAXIMUM_DEPTH));
    }
  }

  static Node leaf(Expression tree) {
    return new Node(tree, 1);
  }

  static Node number(double value) {
    return leaf(new NumberLiteral(value, false, Span.NONE));
  }

  static Node string(String value) {
    return leaf(new StringLiteral(value, Span.NONE));
  }

  static Node around(Expression tree, Node inner) {
    return new Node(tree, inner.depth + 1);
  }

  /** Another tree of the same depth. */
  Node with(Expression changed) {
    return new Node(changed, depth);
  }

  static Node call(Function function, List<Node> arguments) {
    int deepest = arguments.stream().mapToInt(argument -> argument.depth).max().orElse(0);
    return new Node(
        new Call(function, arguments.stream().map(Node::tree).toList(), Span.NONE), deepest + 1);
  }

  static Node aggregation(
      Aggregator aggregator, Optional<Node> parameter, Node operand, Grouping grouping) {
    int deepest = Math.max(operand.depth, parameter.map(given -> given.depth).orElse(0));
    Aggregation tree =
        new Aggregation(
            aggregator,
            parameter.map(Node::tree),
            operand.tree,
            grouping.labels(),
            grouping.isWithout(),
            Span.NONE);
    return new Node(tree, deepest + 1);
  }

  static Node binary(
      BinaryOperator operator,
      Node left,
      Node right,
      Optional<VectorMatching> matching,
      Comparison.Answer answer) {
    int tight = operator.precedence();
    boolean fromRight = operator.isRightAssociative();
    boolean signed = operator == BinaryOperator.POWER && left.isSigned();
    Node first = signed || left.bindsLessThan(tight + (fromRight ? 1 : 0)) ? left.enclosed() : left;
    Node second = right.bindsLessThan(tight + (fromRight ? 0 : 1)) ? right.enclosed() : right;
    Binary tree =
        new Binary(
            operator,
            first.tree,
            second.tree,
            answer == Comparison.Answer.ZERO_OR_ONE,
            matching,
            Span.NONE);
    return new Node(tree, Math.max(first.depth, second.depth) + 1);
  }

  Node negated() {
    if (tree instanceof NumberLiteral literal) {
      return number(-literal.value());
    }
    Node operand = bindsLessThan(BinaryOperator.POWER.precedence()) ? enclosed() : this;
    return new Node(new Unary(true, operand.tree, Span.NONE), operand.depth + 1);
  }

  /** The node in parentheses if it is more than an operand that brackets can follow. */
  Node beforeBrackets() {
    return tree instanceof Binary || tree instanceof Unary ? enclosed() : this;
  }

  private Node enclosed() {
    return new Node(new Parentheses(tree, Span.NONE), depth + 1);
  }

  private boolean bindsLessThan(int precedence) {
    return tree instanceof Binary binary && binary.operator().precedence() < precedence;
  }

  /* A sign binds less tightly than the power; the printer writes Inf there, without one. */
  private boolean isSigned() {
    return tree instanceof Unary
        || (tree instanceof NumberLiteral literal
            && (literal.value() < 0 || 1 / literal.value() < 0));
  }

  Expression tree() {
    return tree;
  }

  String text() {
    return Printer.print(tree);
  }

  Expression checked() {
    Expression parsed;
    try {
      parsed = Parser.parse(text());
    } catch (ParseException refused) {
      throw new BuildException(refused.kind(), "expression: " + refused.getMessage());
    }
    if (!Trees.sameShape(tree, parsed)) {
      throw new BuildException(
          ErrorKind.INTERNAL,
          "expression: %s reads back as another tree (expected: the same one)".formatted(text()));
    }
    return parsed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Node node && Trees.sameShape(tree, node.tree);
  }

  @Override
  public int hashCode() {
    return Trees.shape(tree).hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
