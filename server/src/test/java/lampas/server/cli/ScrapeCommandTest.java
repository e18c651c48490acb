package lampas.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScrapeCommandTest {
  @Test
  @Timeout(20)
  void aBodyThatNeverEndsIsGivenUpWhenTheTimeIsOver() throws Exception {
    HttpServer page =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    page.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("up 1\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
        });
    page.start();
    StringWriter errors = new StringWriter();
    try {
      String url = "http://127.0.0.1:" + page.getAddress().getPort() + "/";
      int code =
          Main.commandLine()
              .setErr(new PrintWriter(errors))
              .execute("scrape", url, "--timeout", "500ms");
      assertThat(code).isEqualTo(3);
    } finally {
      page.stop(0);
    }
    assertThat(errors.toString())
        .isEqualTo("lampas: page: broke off (expected: all of it, within 500ms)\n");
  }
}
