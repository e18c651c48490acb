package lampas.metrics.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import lampas.metrics.Registry;
import lampas.metrics.http.wire.Page;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a request leaves to the garbage collector: the exchange itself and nothing else. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int REQUESTS = 5_000;
  private static final int ROUNDS = 10;
  private static final int EXCHANGE = 48;

  private final ServerExchange[] held = new ServerExchange[1];

  @ParameterizedTest
  @EnumSource
  void aRequestLeavesOneObject(HttpDialect dialect) {
    Registry registry = Registry.create();
    HttpServerMetrics metrics =
        HttpServerMetrics.create(registry, HttpServerOptions.DEFAULT.withDialect(dialect));
    long fewest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < REQUESTS; i++) {
        ServerExchange exchange = metrics.begin("GET", Scheme.HTTP);
        held[0] = exchange;
        exchange.endpoint("/tasks/{id}");
        exchange.answered(i % 10 == 0 ? 404 : 200, 100, 200);
      }
      fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }

    assertThat(Page.of(registry).sum(durations(dialect))).isEqualTo(ROUNDS * REQUESTS);
    assertThat(fewest / REQUESTS).isBetween(1L, (long) EXCHANGE);
  }

  private static String durations(HttpDialect dialect) {
    return switch (dialect) {
      case LAMPAS -> "http_request_duration_seconds_count";
      case OPEN_TELEMETRY -> "http_server_request_duration_seconds_count";
    };
  }
}
