package lampas.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Command;
import lampas.acceptance.peer.Http;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Programs;
import lampas.acceptance.peer.Target;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's promtool asks our API, and reads our metrics. */
class PromtoolTest {
  private static final String PAGE =
      """
      # HELP shop_orders_total Orders by payment.
      # TYPE shop_orders_total counter
      shop_orders_total{payment="card"} 12
      shop_orders_total{payment="cash"} 30.5
      # HELP shop_open Whether the shop is open.
      # TYPE shop_open gauge
      shop_open 1
      """;

  @TempDir private static Path folder;
  private static Target target;
  private static Peer lampas;

  @BeforeAll
  static void scrapeTheShop() throws IOException {
    target = Target.start().serving("/metrics", Target.TEXT, PAGE);
    lampas =
        Peer.lampasServer(
            folder,
            """
            global:
              scrape_interval: 1s
              scrape_timeout: 1s
            scrape_configs:
              - job_name: shop
                static_configs:
                  - targets: ["%s"]
                    labels:
                      instance: shop-1
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
  void instantQueriesAnswerWithTheRightNumbers() throws Exception {
    assertThat(promtool("query", "instant", url(), "sum(shop_orders_total)").output())
        .matches("(?s)\\{\\} => 42\\.5 @\\[\\d+(\\.\\d+)?]\\n");
    assertThat(promtool("query", "instant", url(), "shop_orders_total{payment=\"cash\"}").output())
        .startsWith(
            "shop_orders_total{instance=\"shop-1\", job=\"shop\", payment=\"cash\"} => 30.5 @[");
    assertThat(promtool("query", "instant", url(), "1/0").output()).startsWith("scalar: +Inf @[");
  }

  @Test
  void rangeQueriesAnswerWithTheRightNumbers() throws Exception {
    long now = System.currentTimeMillis() / 1000;
    Command range =
        promtool(
            "query",
            "range",
            "--start=" + now,
            "--end=" + (now + 2),
            "--step=1s",
            url(),
            "sum by (job) (shop_orders_total * 2)");

    assertThat(range.output())
        .isEqualTo(
            """
            {job="shop"} =>
            85 @[%d]
            85 @[%d]
            85 @[%d]
            """
                .formatted(now, now + 1, now + 2));
  }

  @Test
  void seriesAreThoseThatMatch() throws Exception {
    Command series = promtool("query", "series", "--match=shop_orders_total", url());

    assertThat(series.output().lines().sorted())
        .containsExactly(
            "{__name__=\"shop_orders_total\", instance=\"shop-1\", job=\"shop\", payment=\"card\"}",
            "{__name__=\"shop_orders_total\", instance=\"shop-1\", job=\"shop\", payment=\"cash\"}");
  }

  @Test
  void labelsAreTheValuesOfALabel() throws Exception {
    assertThat(promtool("query", "labels", url(), "payment").output()).isEqualTo("card\ncash\n");
  }

  @Test
  void aWrongExpressionIsRefusedInItsWords() throws Exception {
    Command wrong = run("query", "instant", url(), "sum(shop_open");

    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.errors()).contains("bad_data").contains("unclosed left parenthesis");
  }

  @Test
  void ourOwnMetricsHaveNothingThatPromtoolComplainsAbout() throws Exception {
    Http.Answer metrics = Http.get(lampas.address().resolve("/metrics"));
    assertThat(metrics.body()).contains("\nlampas_");
    Command check =
        Command.run(
            Duration.ofSeconds(20),
            metrics.body(),
            List.of(Programs.require("promtool"), "check", "metrics"));

    assertThat(check.output() + check.errors()).isEmpty();
    assertThat(check.exitCode()).isZero();
  }

  private static String url() {
    return lampas.address().toString();
  }

  private static Command promtool(String... arguments) throws Exception {
    Command command = run(arguments);
    assertThat(command.exitCode()).as(command.errors()).isZero();
    return command;
  }

  private static Command run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(Programs.require("promtool")));
    command.addAll(List.of(arguments));
    return Command.run(Duration.ofSeconds(30), "", command);
  }
}
