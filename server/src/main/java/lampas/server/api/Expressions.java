package lampas.server.api;

import java.util.List;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.ParseException;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.ParserOptions;
import lampas.server.http.HttpProblem;
import lampas.server.http.Parameters;

/** Reads the PromQL in parameters; what does not parse is {@code bad_data}. */
public final class Expressions {
  private Expressions() {}

  public static Expression query(String text, ParserOptions options) {
    try {
      return Parser.parse(text, options);
    } catch (ParseException wrong) {
      throw problem("query", wrong);
    } catch (StackOverflowError deep) {
      /* How deep is too deep is up to the JVM's stacks, which may be smaller than the parser hopes. */
      throw ApiParameters.invalid("query", "nested too deeply (expected: fewer levels)");
    }
  }

  /** The matchers of each {@code match[]}; a series belongs if those of one of them hold. */
  static List<List<Matcher>> selectors(Parameters parameters) {
    return parameters.all("match[]").stream().map(Expressions::selector).toList();
  }

  public static List<Matcher> selector(String text) {
    try {
      return Parser.parseMetricSelector(text);
    } catch (ParseException wrong) {
      throw problem("match[]", wrong);
    }
  }

  private static HttpProblem problem(String parameter, ParseException wrong) {
    return ApiParameters.invalid(
        parameter,
        "%d:%d: parse error: %s".formatted(wrong.line(), wrong.column(), wrong.reason()));
  }
}
