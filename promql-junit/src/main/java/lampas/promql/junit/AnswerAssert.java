package lampas.promql.junit;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lampas.model.result.QueryAnswer;
import lampas.promql.PromqlException;
import lampas.promql.engine.QueryOptions;
import lampas.promql.explain.EmptyAnswers;
import lampas.promql.script.ExpectedResult;
import lampas.promql.script.ExpectedResult.Order;
import lampas.promql.script.QueryTime;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Parser;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/**
 * An assertion on what a query answered: its result, its remarks, or its error.
 *
 * <p>Results are written one series a line, in the notation of the scripts ({@link
 * lampas.promql.script.SeriesNotation}): labels, then the value, and over a range the value of each
 * step. A number alone is a scalar, a text in quotes a string. Values may differ by a millionth.
 */
public final class AnswerAssert {
  private final PromqlQuery query;
  private final QueryTime time;
  private final @Nullable QueryAnswer answer;
  private final @Nullable PromqlException error;

  private AnswerAssert(
      PromqlQuery query,
      QueryTime time,
      @Nullable QueryAnswer answer,
      @Nullable PromqlException error) {
    this.query = query;
    this.time = time;
    this.answer = answer;
    this.error = error;
  }

  static AnswerAssert ask(PromqlQuery query, QueryTime time) {
    String text = query.toString();
    Supplier<QueryAnswer> question =
        switch (time) {
          case QueryTime.Instant(long at) -> () -> query.engine().instant(query.reader(), text, at);
          case QueryTime.Range(long start, long end, long step) ->
              () -> query.engine().range(query.reader(), text, start, end, step);
        };
    try {
      return new AnswerAssert(query, time, question.get(), null);
    } catch (PromqlException error) {
      return new AnswerAssert(query, time, null, error);
    }
  }

  /** The result is this, in any order. */
  public AnswerAssert isEqualTo(String... lines) {
    return isEqualTo(Expected.of(time, Order.ANY, lines), List.of(lines));
  }

  /** The result is this vector, in this order. */
  public AnswerAssert isEqualToInOrder(String... lines) {
    return isEqualTo(Expected.of(time, Order.AS_WRITTEN, lines), List.of(lines));
  }

  /** The result has no series. */
  public AnswerAssert isEmpty() {
    return isEqualTo();
  }

  private AnswerAssert isEqualTo(ExpectedResult expected, List<String> lines) {
    QueryAnswer got = answer();
    Optional<String> difference = expected.difference(got.result());
    if (difference.isPresent()) {
      throw new AssertionFailedError(
          where() + "\n" + difference.get() + explanation(got),
          String.join("\n", lines),
          ResultText.of(got.result(), time));
    }
    return this;
  }

  /* Why there is nothing, if there is nothing. */
  private String explanation(QueryAnswer got) {
    Expression expression = Parser.parse(query.toString(), query.engine().options().parser());
    QueryOptions options = QueryOptions.none();
    QueryAnswer explained =
        switch (time) {
          case QueryTime.Instant(long at) ->
              EmptyAnswers.instant(got, query.engine(), query.reader(), expression, at, options);
          case QueryTime.Range(long start, long end, long step) ->
              EmptyAnswers.range(
                  got, query.engine(), query.reader(), expression, start, end, step, options);
        };
    return explained.emptyReasons().stream()
        .map(reason -> "\nempty: " + reason.expression() + ": " + reason.message())
        .collect(Collectors.joining());
  }

  /** The warnings are exactly these, in any order. */
  public AnswerAssert hasWarnings(String... warnings) {
    return hasRemarks("warnings", List.of(warnings), answer().warnings());
  }

  /** There are no warnings. */
  public AnswerAssert hasNoWarnings() {
    return hasWarnings();
  }

  /** The infos are exactly these, in any order. */
  public AnswerAssert hasInfos(String... infos) {
    return hasRemarks("infos", List.of(infos), answer().infos());
  }

  /** There are no infos. */
  public AnswerAssert hasNoInfos() {
    return hasInfos();
  }

  private AnswerAssert hasRemarks(String kind, List<String> expected, List<String> actual) {
    List<String> wanted = expected.stream().sorted().toList();
    List<String> got = actual.stream().sorted().toList();
    if (!wanted.equals(got)) {
      throw new AssertionFailedError(
          "%s\n%s: expected %s\n%s  got      %s"
              .formatted(where(), kind, wanted, " ".repeat(kind.length()), got),
          String.join("\n", wanted),
          String.join("\n", got));
    }
    return this;
  }

  /** The query fails. */
  public FailureAssert fails() {
    if (error == null) {
      throw new AssertionFailedError(
          where() + "\nexpected an error\ngot      " + ResultText.of(answer().result(), time));
    }
    return new FailureAssert(where(), error);
  }

  private QueryAnswer answer() {
    if (answer == null) {
      throw new AssertionFailedError(
          where()
              + "\nerror: "
              + (error == null ? "" : error.getMessage())
              + " (expected: a result)",
          error);
    }
    return answer;
  }

  private String where() {
    return query + " " + ResultText.of(time);
  }
}
