package lampas.examples.agents.workflows;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A provider of language models without any: it takes a moment, answers words, and reports as many
 * tokens as there were words.
 *
 * @param latency how long it takes
 */
record PretendedModel(Duration latency) {
  /** Its name as a provider. */
  static final String PROVIDER = "pretended";

  private static final Pattern SPACES = Pattern.compile("\\s+");

  /** An answer and what it used. */
  record Reply(String text, long inputTokens, long outputTokens) {}

  Reply ask(String prompt, int answerTokens) throws InterruptedException {
    Thread.sleep(latency);
    long words = SPACES.splitAsStream(prompt.strip()).count();
    return new Reply("word ".repeat(Math.min(answerTokens, 5)).strip(), words, answerTokens);
  }
}
