package lampas.server.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import lampas.model.label.Labels;
import lampas.server.config.ScrapeJob;
import lampas.server.config.ScrapeLimits;
import lampas.server.config.TargetGroup;
import org.junit.jupiter.api.Test;

final class SampleLabelsTest {
  private static final Labels TARGET = Labels.of("zone", "z", "exported_job", "e");

  @Test
  void exposedLabelsGiveWayToThoseOfTheTarget() {
    SampleLabels labels = labels(ScrapeJob.named("api"));
    assertThat(labels.of(Labels.of("__name__", "a", "b", "c")))
        .hasToString("a{b=\"c\", exported_job=\"e\", instance=\"i:1\", job=\"api\", zone=\"z\"}");
    assertThat(labels.of(Labels.of("__name__", "a", "zone", "y", "exported_zone", "x")))
        .hasToString(
            "a{exported_exported_zone=\"y\", exported_job=\"e\", exported_zone=\"x\","
                + " instance=\"i:1\", job=\"api\", zone=\"z\"}");
    assertThat(labels.of(Labels.of("__name__", "a", "job", "b", "exported_job", "c")))
        .hasToString(
            "a{exported_exported_exported_job=\"c\", exported_exported_job=\"b\","
                + " exported_job=\"e\", instance=\"i:1\", job=\"api\", zone=\"z\"}");
  }

  @Test
  void honoredLabelsStay() {
    SampleLabels labels = labels(ScrapeJob.named("api").honorLabels(true));
    assertThat(labels.of(Labels.of("__name__", "a", "zone", "y", "instance", "j")))
        .hasToString("a{exported_job=\"e\", instance=\"j\", job=\"api\", zone=\"y\"}");
  }

  @Test
  void theLabelsOfAReportAreThoseOfTheTarget() {
    assertThat(labels(ScrapeJob.named("api").honorLabels(true)).ofReport("up"))
        .hasToString("up{exported_job=\"e\", instance=\"i:1\", job=\"api\", zone=\"z\"}");
  }

  @Test
  void labelsAtTheLimitsAreTaken() {
    Labels exposed = Labels.of("__name__", "a", "exported_abc", "1234567890");
    assertThat(labels(limited(6, 12, 10)).of(exposed).size()).isEqualTo(6);
  }

  @Test
  void labelsAboveALimitAreTold() {
    Labels exposed = Labels.of("__name__", "a", "exported_äb", "1234567ü0");
    assertExceeded(
        limited(5, 13, 10),
        exposed,
        "label_limit exceeded (metric: a, number of labels: 6, limit: 5)");
    assertExceeded(
        limited(6, 11, 10),
        exposed,
        "label_name_length_limit exceeded"
            + " (metric: a, label name: exported_job, length: 12, limit: 11)");
    assertExceeded(
        limited(6, 12, 9),
        exposed,
        "label_value_length_limit exceeded (metric: a, label name: exported_äb,"
            + " value: \"1234567ü0\", length: 10, limit: 9)");
  }

  private static void assertExceeded(ScrapeJob.Builder job, Labels exposed, String message) {
    assertThatThrownBy(() -> labels(job).of(exposed))
        .isInstanceOf(ScrapeException.class)
        .hasMessage(message);
  }

  private static ScrapeJob.Builder limited(int labels, int nameBytes, int valueBytes) {
    return ScrapeJob.named("api")
        .limits(
            new ScrapeLimits(
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.of(labels),
                OptionalInt.of(nameBytes),
                OptionalInt.of(valueBytes)));
  }

  private static SampleLabels labels(ScrapeJob.Builder job) {
    ScrapeJob whole = job.targets(new TargetGroup(List.of("i:1"), TARGET)).build();
    return new SampleLabels(ScrapeTarget.of(whole).getFirst());
  }
}
