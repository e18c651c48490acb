package lampas.examples.agents.load;

import java.util.Map;
import java.util.Optional;
import lampas.examples.agents.load.PlannedTask.Effect;
import lampas.examples.agents.task.TaskStatus;

/**
 * The tasks of one client, in an order that is always the same. Belongs to one thread.
 *
 * <p>Of ten tasks, one is a report, one a research, three are flaky, of which one in ten fails, two
 * ask a model, which in one of ten cases has no price, one takes as long as it is told and one in
 * five of those too long, two are lookups, of which one in five is new.
 */
final class TaskMix {
  private static final int PER_KEY = 5;
  private static final int TOO_LONG = 60_000;

  private final String run;
  private long turn;
  /* Those that end in 9 fail: the first does. */
  private int flaky = 9;
  private int slow;
  private int lookups;
  private int chats;

  /**
   * The tasks of a client.
   *
   * @param run what no other client of no other load has
   */
  TaskMix(String run) {
    this.run = run;
  }

  PlannedTask next() {
    return switch ((int) (turn++ % 10)) {
      case 0 -> plain("report");
      case 1, 4, 7 -> flaky();
      case 2, 6 -> chat();
      case 3, 8 -> lookup();
      case 5 -> plain("research");
      default -> slow();
    };
  }

  private static PlannedTask plain(String workflow) {
    return planned(workflow, Map.of("topic", "tea"), TaskStatus.SUCCESS);
  }

  private PlannedTask flaky() {
    int number = flaky++;
    return planned(
        "flaky",
        Map.of("number", number),
        number % 10 == 9 ? TaskStatus.FAILURE : TaskStatus.SUCCESS);
  }

  private PlannedTask slow() {
    boolean tooLong = slow++ % 5 == 0;
    return planned(
        "slow",
        Map.of("millis", tooLong ? TOO_LONG : 1),
        tooLong ? TaskStatus.TIMEOUT : TaskStatus.SUCCESS);
  }

  private PlannedTask lookup() {
    int number = lookups++;
    boolean isNew = number % PER_KEY == 0;
    return new PlannedTask(
        "lookup",
        Map.of("key", run + "-" + number / PER_KEY),
        TaskStatus.SUCCESS,
        Optional.of(new Effect.Lookup(!isNew)));
  }

  private PlannedTask chat() {
    int number = chats++;
    Pricing.Model model = model(number);
    int words = 1 + number % 20;
    int answer = 10 + number % 50;
    return new PlannedTask(
        "chat",
        Map.of(
            "model", model.id(), "prompt", "word ".repeat(words).strip(), "answerTokens", answer),
        TaskStatus.SUCCESS,
        Optional.of(new Effect.Call(model, words, answer)));
  }

  private static Pricing.Model model(int number) {
    return switch (number % 10) {
      case 2 -> Pricing.Model.UNLISTED;
      case 0, 4, 6, 8, 9 -> Pricing.Model.TINY;
      default -> Pricing.Model.GRAND;
    };
  }

  private static PlannedTask planned(
      String workflow, Map<String, Object> input, TaskStatus expected) {
    return new PlannedTask(workflow, input, expected, Optional.empty());
  }
}
