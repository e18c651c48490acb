package lampas.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void theDefaultsAreThoseOfTheDocumentation() {
    assertThat(RetrySettings.defaults())
        .isEqualTo(new RetrySettings(3, Duration.ofMillis(100), Duration.ofSeconds(10), 10, 0.1));
    assertThat(RetrySettings.never().attempts()).isEqualTo(1);
    assertThat(BreakerSettings.defaults())
        .isEqualTo(new BreakerSettings(10, 20, Duration.ofSeconds(5)));
    assertThat(ConcurrencySettings.defaults()).isEqualTo(new ConcurrencySettings(64, 1024));
    assertThat(ConnectionSettings.defaults())
        .isEqualTo(new ConnectionSettings(Duration.ofSeconds(10), Optional.empty()));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    refused(() -> RetrySettings.defaults().withAttempts(0), "attempts: 0 (expected: > 0)");
    refused(
        () -> RetrySettings.defaults().withPauses(Duration.ofSeconds(-1), Duration.ZERO),
        "first pause: PT-1S (expected: >= 0)");
    refused(
        () -> RetrySettings.defaults().withPauses(Duration.ofSeconds(2), Duration.ofSeconds(1)),
        "longest pause: PT1S (expected: at least the first, PT2S)");
    refused(() -> RetrySettings.defaults().withBudget(-1, 0), "budget: -1 (expected: >= 0)");
    refused(
        () -> RetrySettings.defaults().withBudget(1, Double.NaN),
        "budget share: NaN (expected: from 0 to 1)");
    refused(() -> BreakerSettings.defaults().withFailures(0, 1), "failures: 0 (expected: > 0)");
    refused(
        () -> BreakerSettings.defaults().withFailures(3, 2),
        "failures: 3 out of 2 (expected: out of at least 3)");
    refused(
        () -> BreakerSettings.defaults().withOpenFor(Duration.ZERO),
        "open for: PT0S (expected: > 0)");
    refused(() -> new ConcurrencySettings(0, 1), "calls: 0 (expected: > 0)");
    refused(() -> new ConcurrencySettings(1, -1), "waiting: -1 (expected: >= 0)");
    refused(
        () -> ConnectionSettings.defaults().withConnectTimeout(Duration.ZERO),
        "connect timeout: PT0S (expected: > 0)");
  }

  @Test
  void secretsAreNeverShown() {
    assertThat(Credentials.bearer("s3cret").toString()).doesNotContain("s3cret");
    assertThat(Credentials.basic("ann", "s3cret").toString())
        .isEqualTo("Basic[user=ann, password=…]");
    assertThat(Credentials.bearerFile(Path.of("token")).toString()).contains("token");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Credentials.bearer("s3cret\r\nX-Admin: 1"))
        .withMessage(
            "bearer token: cannot be sent in a header"
                + " (expected: no line breaks or other controls)")
        .withNoCause();
  }

  @Test
  void aTenantIsAHeaderThatCanBeSent() {
    assertThat(Tenant.of("team-a")).isEqualTo(new Tenant("X-Scope-OrgID", "team-a"));
    refused(() -> Tenant.of(""), "tenant: empty (expected: an identifier)");
    refused(
        () -> new Tenant("authorization", "x"), "tenant header: Authorization (expected: another)");
    String unsendable =
        "tenant: cannot be sent in a header (expected: no line breaks or other controls)";
    refused(() -> Tenant.of("a\nb"), unsendable);
    refused(() -> new Tenant("Host", "x"), unsendable);
    refused(() -> new Tenant("a b", "x"), unsendable);
    refused(() -> Credentials.basic("a:b", "c"), "user: has a colon (expected: none, by RFC 7617)");
  }

  private static void refused(ThrowingCallable code, String message) {
    assertThatIllegalArgumentException().isThrownBy(code).withMessage(message);
  }
}
