package lampas.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Command;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Target;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The subcommands that ask, as scripts use them: output, errors, exit codes. */
class CommandTest {
  @TempDir private static Path folder;
  private static Target target;
  private static Peer lampas;

  @BeforeAll
  static void start() throws IOException {
    target =
        Target.start()
            .serving(
                "/metrics", Target.TEXT, "# TYPE shop_open gauge\nshop_open{town=\"Ulm\"} 2.5\n")
            .serving("/broken", Target.TEXT, "shop_open{town=\"Ulm\n");
    lampas =
        Peer.lampasServer(
            folder,
            """
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
              - job_name: shop
                static_configs: [{targets: ["%s"], labels: {instance: "1"}}]
            """
                .formatted(target.address()));
    Wait.until(
        "the shop has been scraped twice",
        Duration.ofSeconds(20),
        () -> new Api(lampas.address()).has("count_over_time(shop_open[1m]) >= bool 2", "1"));
  }

  @AfterAll
  static void stop() {
    lampas.close();
    target.close();
  }

  @Test
  void queryPrintsASeriesALine() throws Exception {
    Command query = run("query", "shop_open * 2", "--url", url());

    assertThat(query.output())
        .matches("\\{instance=\"1\", job=\"shop\", town=\"Ulm\"} => 5 @\\[[0-9.]+]\\n");
    assertThat(query.errors()).isEmpty();
    assertThat(query.exitCode()).isZero();
  }

  @Test
  void queryPrintsJsonAsTheApiHasIt() throws Exception {
    JsonNode data = json(run("query", "shop_open", "--json", "--url", url()));

    assertThat(data.get("resultType").asString()).isEqualTo("vector");
    assertThat(data.at("/result/0/metric/town").asString()).isEqualTo("Ulm");
    assertThat(data.at("/result/0/value/1").asString()).isEqualTo("2.5");
  }

  @Test
  void rangePrintsJsonAndDrawsAChart() throws Exception {
    JsonNode data =
        json(run("range", "vector(7)", "--since", "1m", "--step", "15s", "--json", "--url", url()));
    assertThat(data.get("resultType").asString()).isEqualTo("matrix");
    assertThat(data.at("/result/0/values")).hasSize(5);
    assertThat(data.at("/result/0/values/4/1").asString()).isEqualTo("7");

    Command chart =
        run("range", "shop_open", "--since", "1m", "--step", "1s", "--chart", "--url", url());
    assertThat(chart.output()).contains("shop_open{").contains("last 2.5").contains("┤");
    assertThat(chart.exitCode()).isZero();
  }

  @Test
  void anEmptyAnswerSaysSo() throws Exception {
    Command query = run("query", "no_such_metric", "--url", url());

    assertThat(query.output()).isEmpty();
    assertThat(query.errors())
        .isEqualTo("empty: no_such_metric: no metric is named no_such_metric\n");
    assertThat(query.exitCode()).isZero();
  }

  @Test
  void scrapeSummarisesAnExposition() throws Exception {
    Command scrape = run("scrape", "http://" + target.address() + "/metrics");
    assertThat(scrape.output()).contains("shop_open").contains("gauge").contains("1 series");
    assertThat(scrape.exitCode()).isZero();

    JsonNode data = json(run("scrape", "http://" + target.address() + "/metrics", "--json"));
    assertThat(data.get("series").asInt()).isEqualTo(1);
    assertThat(data.at("/families/0/name").asString()).isEqualTo("shop_open");
  }

  @Test
  void aMalformedExpositionIsNamedByLineAndColumn() throws Exception {
    Command scrape = run("scrape", "http://" + target.address() + "/broken");

    assertThat(scrape.errors()).contains("1:16: ").contains("expected");
    assertThat(scrape.exitCode()).isEqualTo(2);
  }

  @Test
  void exitCodesTellWhoseFaultItIs() throws Exception {
    Command wrongExpression = run("query", "sum(", "--url", url());
    assertThat(wrongExpression.exitCode()).isEqualTo(2);
    assertThat(wrongExpression.errors())
        .contains("bad_data")
        .contains("1:5: parse error: unclosed left parenthesis");

    Command nobodyThere = run("query", "up", "--url", "http://127.0.0.1:" + Peer.freePort());
    assertThat(nobodyThere.exitCode()).isEqualTo(3);
    assertThat(nobodyThere.errors()).doesNotContain("\tat ");

    Command nothingToScrape = run("scrape", "http://127.0.0.1:" + Peer.freePort() + "/metrics");
    assertThat(nothingToScrape.exitCode()).isEqualTo(3);
    assertThat(nothingToScrape.errors())
        .isEqualTo("lampas: page: no HTTP answer from there (expected: one)\n");

    Command unknownOption = run("query", "up", "--nonsense");
    assertThat(unknownOption.exitCode()).isEqualTo(2);
    assertThat(unknownOption.errors()).contains("--nonsense");

    Command noSubcommand = run();
    assertThat(noSubcommand.exitCode()).isEqualTo(2);
    assertThat(noSubcommand.errors()).contains("server").contains("demo").contains("scrape");
  }

  @Test
  void aConfigurationIsRefusedWithEveryReason() throws Exception {
    Path file = folder.resolve("wrong.yml");
    Files.writeString(
        file,
        """
        scrape_configs:
          - job_name: a
            scrape_intervall: 5s
            relabel_configs: []
        """);
    Command server = run("server", "--config", file.toString(), "--listen", "127.0.0.1:0");

    assertThat(server.exitCode()).isEqualTo(2);
    assertThat(server.errors())
        .contains("scrape_intervall")
        .contains("scrape_interval")
        .contains("relabel_configs")
        .doesNotContain("\tat ");
  }

  private static String url() {
    return lampas.address().toString();
  }

  private static JsonNode json(Command command) {
    assertThat(command.exitCode()).as(command.errors()).isZero();
    return new JsonMapper().readTree(command.output());
  }

  private static Command run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(Peer.lampasCommand());
    command.addAll(List.of(arguments));
    return Command.run(Duration.ofSeconds(60), "", command);
  }
}
