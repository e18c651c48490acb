package lampas.examples.tikv.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PretendedStoreTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

  private final AtomicLong nanos = new AtomicLong();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void closeHttp() {
    http.close();
  }

  private PretendedStore start(Condition condition) {
    Profile profile = Profile.of(condition, new Random(1), 1);
    return PretendedStore.start(1, condition, profile, 0, CLOCK, nanos::get);
  }

  private List<String> page(PretendedStore store) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + store.statusAddress() + "/metrics");
    String body = http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    return body.lines().toList();
  }

  private static double value(List<String> page, String series) {
    return page.stream()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(series + " is not there"));
  }

  private static double sum(List<String> page, String prefix) {
    return page.stream()
        .filter(line -> line.startsWith(prefix))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void aPageHasTheNamesOfTikvAndWhatTheStoreDidToTheDot() throws Exception {
    try (PretendedStore store = start(Condition.SLOW)) {
      nanos.addAndGet(10_000_000_000L);
      List<String> page = page(store);

      Profile profile = store.profile();
      assertThat(sum(page, "tikv_storage_command_total{"))
          .isEqualTo(Math.floor(10 * profile.qps()));
      assertThat(sum(page, "tikv_grpc_msg_duration_seconds_count{"))
          .isEqualTo(Math.floor(10 * profile.qps()));
      assertThat(value(page, "process_cpu_seconds_total"))
          .isCloseTo(10 * profile.cpuCores(), offset(1e-9));
      assertThat(value(page, "tikv_store_size_bytes{type=\"capacity\"}"))
          .isEqualTo((double) profile.capacityBytes());
      assertThat(value(page, "tikv_raftstore_log_lag_count")).isEqualTo(2000);
      assertThat(value(page, "tikv_raftstore_commit_log_duration_seconds_count")).isEqualTo(2000);
      assertThat(value(page, "tikv_raftstore_region_count{type=\"leader\"}"))
          .isEqualTo(profile.leaders());
      assertThat(value(page, "process_start_time_seconds"))
          .isEqualTo((double) CLOCK.instant().getEpochSecond());
      assertThat(page).doesNotContain("_overflow");
    }
  }

  @Test
  void aHundredthOfTheRequestsIsSlowerThanThePercentileSays() {
    for (Condition condition : List.of(Condition.HEALTHY, Condition.SLOW, Condition.LAGGING)) {
      Profile profile = Profile.of(condition, new Random(7), 1);
      for (Profile.Spread spread : List.of(profile.latency(), profile.logLag(), profile.commit())) {
        long above = 0;
        for (long i = 0; i < 100_000; i++) {
          above += spread.value(i) > spread.p99() ? 1 : 0;
        }
        assertThat(above).as(condition + " " + spread).isBetween(990L, 1010L);
      }
    }
  }

  @Test
  void aRestartBeginsAnewAtTheSameAddress() throws Exception {
    try (PretendedStore store = start(Condition.RESTARTING)) {
      String address = store.statusAddress();
      nanos.addAndGet(100_000_000_000L);
      double before = sum(page(store), "tikv_storage_command_total{");
      store.restart();
      nanos.addAndGet(1_000_000_000L);

      assertThat(store.statusAddress()).isEqualTo(address);
      assertThat(sum(page(store), "tikv_storage_command_total{"))
          .isPositive()
          .isLessThan(before / 50);
    }
  }

  @Test
  void aSilentStoreRefusesConnectionsAndKeepsItsPort() throws Exception {
    try (PretendedStore store = start(Condition.SILENT)) {
      assertThat(page(store)).isNotEmpty();
      String address = store.statusAddress();
      store.fallSilent();

      assertThat(store.isServing()).isFalse();
      assertThat(store.statusAddress()).isEqualTo(address);
      assertThatThrownBy(() -> page(store)).isInstanceOf(ConnectException.class);
      int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
      assertThatThrownBy(() -> StatusPort.Hanging.start(port))
          .isInstanceOf(ListenException.class)
          .hasMessage("port: " + port + " (expected: a free port of this machine; 0 finds one)");
    }
  }

  @Test
  void whatIsLackingAndWhatIsNotANumberShowsOnThePage() throws Exception {
    try (PretendedStore lacking = start(Condition.LACKING);
        PretendedStore notANumber = start(Condition.NOT_A_NUMBER)) {
      assertThat(page(lacking)).noneMatch(line -> line.contains("commit_log_duration"));
      assertThat(page(notANumber)).contains("tikv_store_size_bytes{type=\"capacity\"} NaN");
    }
  }
}
