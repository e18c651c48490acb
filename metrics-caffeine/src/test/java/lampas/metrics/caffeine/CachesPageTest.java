package lampas.metrics.caffeine;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lampas.metrics.Registry;
import lampas.metrics.cache.CacheMetrics;
import lampas.metrics.exposition.Format;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;

/** The page docs/caches.md: its sample is compiled and run, its names are those of the code. */
class CachesPageTest {
  private static final Path PAGE = Path.of("../docs/caches.md");

  @Test
  void theSampleShowsBothCaches() throws Exception {
    // Page begins
    Registry registry = Registry.create();
    CaffeineMetrics caffeine = CaffeineMetrics.of(CacheMetrics.register(registry));
    LoadingCache<String, Integer> prices =
        caffeine.build("prices", Caffeine.newBuilder().maximumSize(10_000), String::length);
    AsyncCache<String, String> users =
        caffeine.buildAsync("users", Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(5)));

    int price = prices.get("tea");
    // Page ends
    assertThat(price).isEqualTo(3);
    assertThat(users.getIfPresent("nobody")).isNull();

    ByteArrayOutputStream page = new ByteArrayOutputStream();
    registry.write(Format.TEXT, page);
    assertThat(page.toString(StandardCharsets.UTF_8))
        .contains(
            "cache_misses_total{cache=\"prices\"} 1",
            "cache_misses_total{cache=\"users\"} 1",
            "cache_loads_total{cache=\"prices\",outcome=\"success\"} 1");
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/lampas/metrics/caffeine/CachesPageTest.java"));
    String begin = "    // Page begins\n";
    String sample =
        source.substring(
            source.indexOf(begin) + begin.length(), source.indexOf("    // Page ends\n"));

    assertThat(words(Files.readString(PAGE))).contains(words("```java\n" + sample + "\n```"));
  }

  /* The formatter breaks lines where a page does not. */
  private static String words(String code) {
    return code.replaceAll("\\s+", " ");
  }

  @Test
  void thePageHasEveryNameWithItsLabels() throws Exception {
    Registry registry = Registry.create();
    CacheMetrics.register(registry);

    List<String> rows =
        registry.catalogue().definitions().stream()
            .filter(definition -> definition.name().startsWith("cache_"))
            .map(CachesPageTest::row)
            .toList();
    assertThat(rows).hasSize(7);
    assertThat(Files.readAllLines(PAGE)).containsAll(rows);
  }

  private static String row(MetricDefinition definition) {
    String labels =
        definition.labelNames().stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |"
        .formatted(
            definition.name(),
            definition.kind().name().toLowerCase(Locale.ROOT),
            labels,
            definition.help());
  }
}
