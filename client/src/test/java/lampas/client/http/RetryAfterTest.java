package lampas.client.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-20T00:00:00Z"));

  @Test
  void secondsAndDatesAreRead() {
    assertThat(RetryAfter.parse("120", CLOCK)).contains(Duration.ofMinutes(2));
    assertThat(RetryAfter.parse(" 0 ", CLOCK)).contains(Duration.ZERO);
    assertThat(RetryAfter.parse("Fri, 20 Nov 2026 00:00:07 GMT", CLOCK))
        .contains(Duration.ofSeconds(7));
    assertThat(RetryAfter.parse("Thu, 19 Nov 2026 00:00:07 GMT", CLOCK)).contains(Duration.ZERO);
  }

  @Test
  void whatIsNeitherIsNothing() {
    for (String text : new String[] {"", "soon", "-1", "1.5", "99999999999999999999", "+3"}) {
      assertThat(RetryAfter.parse(text, CLOCK)).as(text).isEmpty();
    }
  }
}
