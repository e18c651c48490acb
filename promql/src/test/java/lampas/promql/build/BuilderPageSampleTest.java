package lampas.promql.build;

import static lampas.promql.build.Condition.label;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;

/** The sample of docs/promql-builder.md, compiled, run, and held to the page's text. */
class BuilderPageSampleTest {
  @Test
  void theSampleBuildsWhatThePageSays() throws Exception {
    // page begins
    MetricDefinition orders =
        MetricDefinition.counter("shop_orders_total")
            .help("Orders that were placed.")
            .label("payment", LabelDomain.closed("card", "cash"))
            .build();
    CounterMetric counter = Metrics.counter(orders);
    Grouping byJob = Grouping.by("job");
    InstantVector ofCards =
        counter.where(label("payment").is("card")).rate(Duration.ofMinutes(5)).sum(byJob);
    InstantVector share = ofCards.dividedBy(counter.rate(Duration.ofMinutes(5)).sum(byJob));
    // page ends
    assertThat(Files.readString(Path.of("../docs/promql-builder.md")))
        .contains("```\n" + share.text() + "\n```")
        .contains("```java\n" + sample() + "```");
  }

  private static String sample() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/lampas/promql/build/BuilderPageSampleTest.java"));
    return source
        .substring(
            source.indexOf("// page begins\n") + "// page begins\n".length(),
            source.indexOf("// page ends\n"))
        .stripIndent();
  }
}
