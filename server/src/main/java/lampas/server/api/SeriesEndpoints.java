package lampas.server.api;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.SeriesReader;
import lampas.model.series.TimeRange;
import lampas.server.http.Call;
import lampas.server.http.HttpProblem;
import lampas.server.http.Reply;

/** Which series, labels and values there are. */
final class SeriesEndpoints {
  private final SeriesReader reader;

  SeriesEndpoints(SeriesReader reader) {
    this.reader = reader;
  }

  Reply labelNames(Call call) {
    return texts(call, (matchers, range) -> reader.labelNames(matchers, range));
  }

  Reply labelValues(Call call) {
    String name = EscapedName.decode(call.pathValue("name"));
    if (name.isEmpty()) {
      throw HttpProblem.badData("invalid label name: \"\"");
    }
    return texts(call, (matchers, range) -> reader.labelValues(name, matchers, range));
  }

  Reply series(Call call) {
    ApiParameters parameters = new ApiParameters(call.parameters());
    List<List<Matcher>> selectors = Expressions.selectors(call.parameters());
    if (selectors.isEmpty()) {
      throw HttpProblem.badData("no match[] parameter provided");
    }
    TimeRange range = parameters.range();
    int limit = parameters.limit("limit");
    List<Labels> found = union(selectors, matchers -> reader.labelSets(matchers, range));
    boolean cut = limit > 0 && found.size() > limit;
    List<Labels> kept = cut ? found.subList(0, limit) : found;
    return ApiReply.of(
        json -> {
          json.writeStartArray();
          kept.forEach(labels -> ResultJson.labels(json, labels));
          json.writeEndArray();
        },
        cut ? List.of(ApiReply.TRUNCATED) : List.of(),
        List.of());
  }

  @FunctionalInterface
  private interface Question {
    List<String> ask(List<Matcher> matchers, TimeRange range);
  }

  private static Reply texts(Call call, Question question) {
    ApiParameters parameters = new ApiParameters(call.parameters());
    List<List<Matcher>> selectors = Expressions.selectors(call.parameters());
    TimeRange range = parameters.range();
    int limit = parameters.limit("limit");
    List<String> texts =
        selectors.isEmpty()
            ? question.ask(List.of(), range)
            : union(selectors, matchers -> question.ask(matchers, range));
    return ApiReply.ofTexts(texts, limit);
  }

  private static <T extends Comparable<? super T>> List<T> union(
      List<List<Matcher>> selectors, Function<List<Matcher>, List<T>> question) {
    TreeSet<T> all = new TreeSet<>();
    selectors.forEach(matchers -> all.addAll(question.apply(matchers)));
    return List.copyOf(all);
  }
}
