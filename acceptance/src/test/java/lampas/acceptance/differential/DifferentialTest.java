package lampas.acceptance.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import lampas.acceptance.peer.Http;
import lampas.acceptance.peer.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same samples and the same questions to the packaged program in the dialect of Prometheus 2
 * and to Prometheus 2.42: the answers are the same, or a {@link KnownDifference} says why not.
 */
class DifferentialTest {
  private static final long SEED = Long.getLong("lampas.seed", 20230201);
  private static final int AT_ONCE = 4;
  private static final Pattern EXPONENT = Pattern.compile("[0-9]e[+-][0-9]");

  @TempDir private static Path folder;

  private record Pair(Question question, Answer expected, Answer actual) {}

  @Test
  void answersAreThoseOfPrometheus2() throws Exception {
    System.out.println("lampas.seed=" + SEED);
    Path samples = folder.resolve("samples.om");
    SampleFile.write(samples, SEED);
    List<Question> questions = Questions.of(SEED);
    Comparison comparison = new Comparison();
    Map<KnownDifference, Integer> known = new EnumMap<>(KnownDifference.class);
    List<String> different = new ArrayList<>();
    int failed = 0;
    int empty = 0;
    try (Peer prometheus = LoadedPeers.prometheus(samples, folder);
        Peer lampas = LoadedPeers.lampas(samples, "prometheus-2", folder)) {
      different.addAll(differentFormats(questions, prometheus, lampas));
      for (Pair pair : ask(questions, prometheus, lampas)) {
        failed += pair.expected.status() == 200 ? 0 : 1;
        empty += pair.expected.status() == 200 && pair.expected.series().isEmpty() ? 1 : 0;
        Optional<String> difference =
            comparison.difference(pair.question, pair.expected, pair.actual);
        if (difference.isPresent()) {
          Optional<KnownDifference> rule = rule(pair);
          rule.ifPresent(found -> known.merge(found, 1, Integer::sum));
          if (rule.isEmpty()) {
            different.add(pair.question + "\n    " + difference.get());
          }
        }
      }
    }
    System.out.printf(
        "%d questions, %d of them errors, %d empty; %d values, %d identical, the others within %s;"
            + " known differences: %s; unexplained: %d%n",
        questions.size(),
        failed,
        empty,
        comparison.values(),
        comparison.identical(),
        Comparison.TOLERANCE,
        known,
        different.size());
    assertThat(different).as("lampas.seed=" + SEED).isEmpty();
  }

  private static Optional<KnownDifference> rule(Pair pair) {
    for (KnownDifference rule : KnownDifference.values()) {
      if (rule.explains(pair.question, pair.expected, pair.actual)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private static List<Pair> ask(List<Question> questions, Peer prometheus, Peer lampas)
      throws InterruptedException, ExecutionException {
    List<Pair> pairs = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Pair>> asked = new ArrayList<>();
      for (Question question : questions) {
        asked.add(
            threads.submit(
                () -> new Pair(question, answer(prometheus, question), answer(lampas, question))));
      }
      for (Future<Pair> future : asked) {
        pairs.add(future.get());
      }
    }
    return pairs;
  }

  /*
   * Queries that one of them refuses are compared by their answers. Prometheus 3 prints numbers
   * without exponents. Lampas indents subqueries like everything else, and prints Inf ^ 2 without
   * the sign that would turn it into another tree.
   */
  private static List<String> differentFormats(
      List<Question> questions, Peer prometheus, Peer lampas) {
    List<String> different = new ArrayList<>();
    for (String query : questions.stream().map(Question::query).distinct().toList()) {
      Optional<String> expected = format(prometheus, query);
      Optional<String> actual = format(lampas, query);
      boolean comparable =
          expected.isPresent()
              && actual.isPresent()
              && !EXPONENT.matcher(expected.get()).find()
              && !actual.get().contains(":")
              && !actual.get().contains("Inf ^");
      if (comparable && !expected.equals(actual)) {
        different.add(
            "format of %s\n    expected %s\n    got %s"
                .formatted(query, expected.get(), actual.get()));
      }
    }
    return different;
  }

  private static Optional<String> format(Peer peer, String query) {
    Http.Answer answer = Http.post(peer.address(), "/api/v1/format_query", Map.of("query", query));
    return answer.status() == 200
        ? Optional.of(answer.json().path("data").asString(""))
        : Optional.empty();
  }

  private static Answer answer(Peer peer, Question question) {
    return Answer.of(Http.post(peer.address(), question.path(), question.parameters()));
  }
}
