package lampas.metrics.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import lampas.model.catalogue.MetricKind;
import lampas.model.label.Labels;
import org.junit.jupiter.api.Test;

final class ExpositionTest {
  @Test
  void familiesAndSamplesAreKept() throws IOException {
    String body =
        """
        # TYPE a_seconds gauge
        # UNIT a_seconds seconds
        # HELP a_seconds Help.
        # HELP b More help.
        a_seconds 1
        b_total{c="d"} 2 3
        a_seconds 4
        # EOF
        """;
    Exposition exposition =
        Exposition.read(
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
            ExpositionSyntax.OPEN_METRICS,
            ReadLimits.STANDARD);
    assertThat(exposition.families())
        .containsExactly(
            entry("a_seconds", new Exposition.Family(MetricKind.GAUGE, "Help.", "seconds")),
            entry("b", new Exposition.Family(MetricKind.UNKNOWN, "More help.", "")));
    assertThat(exposition.samples())
        .containsExactly(
            entry(Labels.of("__name__", "a_seconds"), 4.0),
            entry(Labels.of("__name__", "b_total", "c", "d"), 2.0));
    assertThat(exposition.bytes()).isEqualTo(body.length());
  }

  @Test
  void contentTypesNameASyntax() {
    assertThat(ExpositionSyntax.ofContentType("text/plain")).contains(ExpositionSyntax.TEXT);
    assertThat(ExpositionSyntax.ofContentType("Text/Plain; version=0.0.4; charset=utf-8"))
        .contains(ExpositionSyntax.TEXT);
    assertThat(ExpositionSyntax.ofContentType("application/openmetrics-text; version=1.0.0"))
        .contains(ExpositionSyntax.OPEN_METRICS);
    assertThat(ExpositionSyntax.ofContentType("text/html")).isEmpty();
    assertThat(ExpositionSyntax.ofContentType("")).isEmpty();
  }
}
