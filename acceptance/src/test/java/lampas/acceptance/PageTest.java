package lampas.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import lampas.acceptance.peer.Api;
import lampas.acceptance.peer.Command;
import lampas.acceptance.peer.Peer;
import lampas.acceptance.peer.Programs;
import lampas.acceptance.peer.Target;
import lampas.acceptance.peer.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page at /, as a real browser sees it. */
class PageTest {
  @Test
  void listsTheTargetsWithTheirHealthAndDrawsAQuery(@TempDir Path folder) throws Exception {
    try (Target target = Target.start().serving("/metrics", Target.TEXT, "shop_open 2.5\n");
        Peer lampas = server(folder, target)) {
      Wait.until(
          "one was up, one was down at the last point that the page asks for",
          Duration.ofSeconds(20),
          () ->
              new Api(lampas.address())
                  .vector("up offset 3s")
                  .values()
                  .containsAll(List.of("0", "1")));

      String page = render(folder, lampas.address() + "/");

      assertThat(page).contains(target.address()).contains("127.0.0.1:1/");
      assertThat(page).contains("health up\">up</td>").contains("health down\">down</td>");
      assertThat(page).contains("Chart of up: 2 lines;");
    }
  }

  @Test
  void aLabelIsTextAndCannotHideOrTurnAroundWhatFollows(@TempDir Path folder) throws Exception {
    String hostile = "shop_open{note=\"<img src=x>\u202Eabc\"} 2.5\n";
    try (Target target = Target.start().serving("/metrics", Target.TEXT, hostile);
        Peer lampas = server(folder, target)) {
      Wait.until(
          "the sample was there at the last point that the page asks for",
          Duration.ofSeconds(20),
          () -> new Api(lampas.address()).vector("shop_open offset 3s").containsValue("2.5"));

      String page = render(folder, lampas.address() + "/#query=shop_open");

      assertThat(page).contains("note=\"&lt;img src=x&gt;\\u202eabc\"}").contains(">2.5</td>");
      assertThat(page).doesNotContain("<img src=x");
    }
  }

  @Test
  void anEmptyChartSaysWhy(@TempDir Path folder) throws Exception {
    try (Target target = Target.start().serving("/metrics", Target.TEXT, "shop_open 1\n");
        Peer lampas = server(folder, target)) {
      Wait.until(
          "the sample was there",
          Duration.ofSeconds(20),
          () -> new Api(lampas.address()).vector("shop_open").containsValue("1"));

      String page = render(folder, lampas.address() + "/#query=shop_opne");

      assertThat(page)
          .contains("No data. shop_opne: no metric is named shop_opne")
          .contains("shop_open");
    }
  }

  private static Peer server(Path folder, Target target) throws IOException {
    return Peer.lampasServer(
        folder,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
          - job_name: shop
            static_configs: [{targets: ["%s", "127.0.0.1:1"]}]
        """
            .formatted(target.address()));
  }

  private static String render(Path folder, String url) throws Exception {
    Command browser =
        Command.run(
            Duration.ofSeconds(60),
            "",
            List.of(
                Programs.require("chromium"),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("browser"),
                "--virtual-time-budget=5000",
                "--dump-dom",
                url));
    return browser.output();
  }
}
