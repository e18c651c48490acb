package lampas.server.api;

import lampas.promql.syntax.Expression;
import lampas.promql.syntax.ParserOptions;
import lampas.promql.syntax.PrettyPrinter;
import lampas.server.http.Call;
import lampas.server.http.Reply;

/** Formats and parses expressions, without evaluating them. */
public final class SyntaxEndpoints {
  private final ParserOptions options;

  public SyntaxEndpoints(ParserOptions options) {
    this.options = options;
  }

  public Reply format(Call call) {
    String text = PrettyPrinter.print(expression(call));
    return ApiReply.of(json -> json.writeString(ResultJson.wellFormed(text)));
  }

  public Reply parse(Call call) {
    Expression expression = expression(call);
    return ApiReply.of(json -> new TreeJson(json).write(expression));
  }

  private Expression expression(Call call) {
    return Expressions.query(new ApiParameters(call.parameters()).text("query"), options);
  }
}
