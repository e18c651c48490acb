package lampas.acceptance.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import lampas.acceptance.differential.Question.Times;

/**
 * What both are asked: the hand-listed queries, then random ones, each at a time and over a range.
 */
final class Questions {
  private static final int RANDOM = 1_500;
  private static final long SECOND = 1_000;

  private final Random random;

  private Questions(Random random) {
    this.random = random;
  }

  static List<Question> of(long seed) {
    Random random = new Random(seed);
    Set<String> queries = new LinkedHashSet<>(handListed());
    RandomExpression expressions = new RandomExpression(random);
    int listed = queries.size();
    while (queries.size() < listed + RANDOM) {
      queries.add(expressions.next());
    }
    return new Questions(random).ask(queries);
  }

  private List<Question> ask(Set<String> queries) {
    List<Question> questions = new ArrayList<>();
    for (String query : queries) {
      questions.add(new Question(query, instant()));
      questions.add(new Question(query, range()));
    }
    return questions;
  }

  /* Hardly ever where a sample is; now and then where those of `aligned` are, or outside. */
  private Times instant() {
    return new Times.Instant(
        switch (random.nextInt(10)) {
          case 0 -> SampleFile.START + 30 * SECOND * random.nextInt(300);
          case 1 -> SampleFile.START - random.nextLong(600 * SECOND);
          case 2 -> SampleFile.START + SampleFile.LENGTH + random.nextLong(900 * SECOND);
          default -> SampleFile.START + random.nextLong(SampleFile.LENGTH);
        });
  }

  private Times range() {
    long start = SampleFile.START + random.nextLong(SampleFile.LENGTH / 3);
    return switch (random.nextInt(6)) {
      case 0 -> range(start, 30 * SECOND, 5);
      case 1 -> range(start - start % (30 * SECOND), 30 * SECOND, random.nextInt(1, 100));
      case 2 -> range(SampleFile.START - 400 * SECOND, 613 * SECOND, 18);
      case 3 -> range(start, 1 + random.nextLong(5 * SECOND), 40);
      default -> range(start, 15 * SECOND + random.nextLong(10 * SECOND), 240);
    };
  }

  private static Times range(long start, long step, int steps) {
    return new Times.Range(start, start + step * (steps - 1), step);
  }

  /** The lines of queries.txt; those that begin with a number sign say what follows. */
  private static List<String> handListed() {
    try (InputStream lines = Questions.class.getResourceAsStream("queries.txt")) {
      String text =
          new String(Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("# ")).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
