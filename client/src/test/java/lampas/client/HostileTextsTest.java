package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostileTextsTest {
  @Test
  void thereAreAtLeastTwoHundredDifferentOnes() {
    assertThat(new HashSet<>(HostileTexts.all())).hasSizeGreaterThan(400);
  }

  @Test
  void theEscapesGiveWhatTheFileSaysTheyGive() {
    String file =
        "# no\n\n\\e\n\\sa\\\\\\n\\r\\t\\h\n\\u{d800}\\u{1f600}\n\\repeat{3}a\\u{0}\n#yes";

    assertThat(HostileTexts.read(file))
        .isEqualTo(List.of("", " a\\\n\r\t#", "\ud800\ud83d\ude00", "a\0a\0a\0", "#yes"));
  }

  @Test
  void theWorstAreAmongThem() {
    assertThat(HostileTexts.all())
        .contains(
            "",
            "\"} or up{a=\"",
            "nope\"} or demo_disk_usage_bytes{job=\"demo",
            "5m] or up[5m",
            "{labels}",
            "\0",
            "\ud800",
            "#{labels}");
  }
}
