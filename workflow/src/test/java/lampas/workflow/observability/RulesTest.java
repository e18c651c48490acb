package lampas.workflow.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus's promtool on the rules: each alert fires at a bad input and not at a good one. */
class RulesTest {
  private static final Path FOLDER = Path.of("observability");
  private static final Pattern THRESHOLD =
      Pattern.compile("(?<= (?:==|>=|<=|>|<)(?: bool)? )\\d+(\\.\\d+)?");
  private static final String UNREACHABLE = "1e12";
  private static final String ALWAYS_REACHED = "-1";

  @TempDir private Path copies;

  @BeforeEach
  void promtoolIsHere() {
    Promtool.require();
  }

  @Test
  void theRulesAreWellFormed() throws Exception {
    Promtool.Told told = Promtool.run("check", "rules", FOLDER.resolve("rules.yml").toString());

    assertThat(told.output()).contains("SUCCESS: 33 rules found");
    assertThat(told.code()).isZero();
  }

  @Test
  void eachAlertFiresAtABadInputAndNotAtAGoodOne() throws Exception {
    Promtool.Told told = Promtool.run("test", "rules", FOLDER.resolve("rules_test.yml").toString());

    assertThat(told.output()).contains("SUCCESS");
    assertThat(told.code()).isZero();
  }

  @Test
  void aThresholdThatIsAnotherOneIsNoticed() throws Exception {
    List<String> mutants = mutants(Files.readString(FOLDER.resolve("rules.yml")));

    assertThat(mutants).hasSizeGreaterThan(40);
    List<Future<Promtool.Told>> told = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (String mutant : mutants) {
        Path folder = Files.createTempDirectory(copies, "mutant");
        Files.copy(FOLDER.resolve("rules_test.yml"), folder.resolve("rules_test.yml"));
        Files.writeString(folder.resolve("rules.yml"), mutant);
        told.add(
            threads.submit(
                () -> Promtool.run("test", "rules", folder.resolve("rules_test.yml").toString())));
      }
    }
    for (int i = 0; i < mutants.size(); i++) {
      assertThat(told.get(i).get().code()).as(mutants.get(i)).isNotZero();
      assertThat(told.get(i).get().output()).contains("got:");
    }
  }

  /* Each number that something is compared with, made so large and so small that it says nothing. */
  private static List<String> mutants(String rules) {
    List<String> mutants = new ArrayList<>();
    Matcher threshold = THRESHOLD.matcher(rules);
    while (threshold.find()) {
      String line = lineOf(rules, threshold.start());
      if (!line.startsWith("#")) {
        for (String other : List.of(UNREACHABLE, ALWAYS_REACHED)) {
          mutants.add(
              rules.substring(0, threshold.start()) + other + rules.substring(threshold.end()));
        }
      }
    }
    return mutants;
  }

  private static String lineOf(String text, int position) {
    int begin = text.lastIndexOf('\n', position) + 1;
    return text.substring(begin, text.indexOf('\n', position)).strip();
  }
}
