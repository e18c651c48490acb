package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTimeoutTest {
  private static final long MILLIS = 1_000_000;

  @ParameterizedTest
  @CsvSource({
    "1n, 1",
    "99999999n, 99999999",
    "100000u, 100000000",
    "250m, 250000000",
    "30S, 30000000000",
    "5M, 300000000000",
    "2H, 7200000000000",
    "0n, 0"
  })
  void everyUnitIsRead(String header, long nanos) {
    assertThat(RequestTimeout.nanos(headers(header))).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n", "5", "5x", "-5n", "1.5S", "99999999999999999999999H"})
  void whatIsNoTimeoutIsNone(String header) {
    assertThat(RequestTimeout.nanos(headers(header))).isEqualTo(RequestTimeout.NONE);
  }

  @Test
  void aRequestWithoutTheHeaderHasNone() {
    assertThat(RequestTimeout.nanos(new Metadata())).isEqualTo(RequestTimeout.NONE);
  }

  @Test
  void aCancellationThatComesWithTheDeadlineIsTheDeadline() {
    assertThat(code(Status.Code.CANCELLED, 200)).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(code(Status.Code.CANCELLED, 190)).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    assertThat(code(Status.Code.CANCELLED, 5_000)).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void aCancellationBeforeItIsTheClients() {
    assertThat(code(Status.Code.CANCELLED, 0)).isEqualTo(Status.Code.CANCELLED);
    assertThat(code(Status.Code.CANCELLED, 189)).isEqualTo(Status.Code.CANCELLED);
    assertThat(RequestTimeout.code(Status.Code.CANCELLED, Long.MAX_VALUE, RequestTimeout.NONE))
        .isEqualTo(Status.Code.CANCELLED);
  }

  @Test
  void whatAHandlerAnsweredStandsHoweverLate() {
    assertThat(code(Status.Code.OK, 5_000)).isEqualTo(Status.Code.OK);
    assertThat(code(Status.Code.NOT_FOUND, 5_000)).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(code(Status.Code.DEADLINE_EXCEEDED, 1)).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  private static Status.Code code(Status.Code reported, long millis) {
    return RequestTimeout.code(reported, millis * MILLIS, 200 * MILLIS);
  }

  private static Metadata headers(String timeout) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER), timeout);
    return headers;
  }
}
