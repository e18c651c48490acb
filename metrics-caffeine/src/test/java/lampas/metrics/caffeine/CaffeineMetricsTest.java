package lampas.metrics.caffeine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import lampas.metrics.MetricsException;
import lampas.metrics.Registration;
import lampas.metrics.Registry;
import lampas.metrics.cache.CacheMetrics;
import lampas.metrics.exposition.Format;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import org.junit.jupiter.api.Test;

/** Real caches, and what a registry writes of them. */
class CaffeineMetricsTest {
  private final Registry registry = Registry.create();
  private final CaffeineMetrics caffeine = CaffeineMetrics.of(CacheMetrics.register(registry));
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void lookupsAndEvictionsByCauseOfACache() throws IOException {
    Cache<String, String> cache = caffeine.build("users", bounded(2));
    for (String key : List.of("a", "b", "a", "c", "d", "d")) {
      if (cache.getIfPresent(key) == null) {
        cache.put(key, "x");
      }
      cache.cleanUp();
    }
    cache.put("d", "replaced");
    cache.invalidate("d");
    cache.cleanUp();
    nanos.addAndGet(TimeUnit.HOURS.toNanos(1));
    cache.cleanUp();

    Map<String, Double> samples = samples();
    assertThat(samples)
        .containsEntry("cache_hits_total{cache=\"users\"}", 2.0)
        .containsEntry("cache_misses_total{cache=\"users\"}", 4.0)
        .containsEntry("cache_evictions_total{cache=\"users\", cause=\"size\"}", 2.0)
        .containsEntry("cache_evictions_total{cache=\"users\", cause=\"expired\"}", 1.0)
        .containsEntry("cache_evictions_total{cache=\"users\", cause=\"collected\"}", 0.0)
        .containsEntry("cache_size{cache=\"users\"}", 0.0);
    assertThat(samples.keySet()).filteredOn(name -> name.startsWith("cache_evictions")).hasSize(3);
    assertThat(samples).doesNotContainKey("cache_weight{cache=\"users\"}");
    assertThat(cache.stats().evictionCount()).isEqualTo(3);
  }

  @Test
  void loadsAreCountedByOutcomeAndTimed() throws IOException {
    AtomicLong inLoader = new AtomicLong();
    long began = System.nanoTime();
    LoadingCache<String, Integer> cache =
        caffeine.build(
            "prices",
            bounded(10),
            key -> {
              long loading = System.nanoTime();
              while (System.nanoTime() - loading < 1_000_000) {
                Thread.onSpinWait();
              }
              inLoader.addAndGet(System.nanoTime() - loading);
              if (key.equals("bad")) {
                throw new IllegalStateException("for this test");
              }
              return key.length();
            });
    assertThat(cache.get("abc")).isEqualTo(3);
    assertThat(cache.get("abc")).isEqualTo(3);
    assertThat(cache.get("ab")).isEqualTo(2);
    assertThatThrownBy(() -> cache.get("bad")).isInstanceOf(IllegalStateException.class);

    double all = (System.nanoTime() - began) / 1e9;

    /* Caffeine times loads by the system's clock, whatever ticker it has. */
    assertThat(samples().get("cache_load_duration_seconds_sum{cache=\"prices\"}"))
        .isBetween(inLoader.get() / 1e9, all);
    assertThat(samples())
        .containsEntry("cache_hits_total{cache=\"prices\"}", 1.0)
        .containsEntry("cache_misses_total{cache=\"prices\"}", 3.0)
        .containsEntry("cache_loads_total{cache=\"prices\", outcome=\"success\"}", 2.0)
        .containsEntry("cache_loads_total{cache=\"prices\", outcome=\"failure\"}", 1.0)
        .containsEntry("cache_load_duration_seconds_count{cache=\"prices\"}", 3.0)
        .containsEntry("cache_size{cache=\"prices\"}", 2.0);
  }

  @Test
  void cachesOfFuturesToo() throws IOException {
    AsyncCache<String, String> plain = caffeine.buildAsync("plain", bounded(10));
    assertThat(plain.get("k", key -> "v").join()).isEqualTo("v");
    assertThat(plain.get("k", key -> "v").join()).isEqualTo("v");
    AsyncLoadingCache<String, Integer> loading =
        caffeine.buildAsync(
            "loading",
            bounded(10),
            (key, executor) ->
                key.equals("bad")
                    ? CompletableFuture.failedFuture(new IOException("for this test"))
                    : CompletableFuture.completedFuture(key.length()));
    assertThat(loading.get("abc").join()).isEqualTo(3);
    assertThatThrownBy(() -> loading.get("bad").join()).hasRootCauseMessage("for this test");

    assertThat(samples())
        .containsEntry("cache_hits_total{cache=\"plain\"}", 1.0)
        .containsEntry("cache_misses_total{cache=\"plain\"}", 1.0)
        .containsEntry("cache_loads_total{cache=\"plain\", outcome=\"success\"}", 1.0)
        .containsEntry("cache_loads_total{cache=\"loading\", outcome=\"success\"}", 1.0)
        .containsEntry("cache_loads_total{cache=\"loading\", outcome=\"failure\"}", 1.0)
        .containsEntry("cache_size{cache=\"loading\"}", 1.0);
  }

  @Test
  void aCacheThatWeighsItsEntriesShowsTheirWeight() throws IOException {
    Caffeine<String, String> builder =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumWeight(100)
            .weigher((String key, String value) -> value.length());
    Cache<String, String> cache = caffeine.build("pages", builder);
    cache.put("a", "12345");
    cache.put("b", "1234567");
    cache.cleanUp();

    assertThat(samples())
        .containsEntry("cache_weight{cache=\"pages\"}", 12.0)
        .containsEntry("cache_size{cache=\"pages\"}", 2.0);
  }

  @Test
  void aCacheOfOthersIsShownIfItRecordsStatistics() throws IOException {
    Cache<String, String> cache = bounded(1).recordStats().build();
    Registration registration = caffeine.watch("theirs", cache);
    cache.put("a", "x");
    cache.put("b", "x");
    cache.cleanUp();

    assertThat(samples())
        .containsEntry("cache_evictions_total{cache=\"theirs\", cause=\"unknown\"}", 1.0)
        .containsEntry("cache_hits_total{cache=\"theirs\"}", 0.0);
    registration.close();
    assertThat(samples().keySet()).noneMatch(name -> name.startsWith("cache_"));
  }

  @Test
  void aCacheThatRecordsNothingIsRefusedAndNotShownAsZero() throws IOException {
    assertThatThrownBy(() -> caffeine.watch("silent", bounded(1).build()))
        .isInstanceOf(MetricsException.class)
        .hasMessage(
            "cache: \"silent\" records no statistics (expected: one built with recordStats())");
    assertThatThrownBy(() -> caffeine.watch("silent", bounded(1).buildAsync()))
        .isInstanceOf(MetricsException.class);
    assertThatThrownBy(() -> caffeine.build("silent", bounded(1).recordStats()))
        .isInstanceOf(MetricsException.class)
        .hasMessage(
            "cache: \"silent\" records statistics elsewhere"
                + " (expected: a builder without recordStats)");
    assertThat(samples().keySet()).noneMatch(name -> name.startsWith("cache_"));
  }

  private Caffeine<Object, Object> bounded(int size) {
    return Caffeine.newBuilder()
        .maximumSize(size)
        .expireAfterWrite(Duration.ofMinutes(10))
        .executor(Runnable::run)
        .ticker(nanos::get);
  }

  private Map<String, Double> samples() throws IOException {
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    registry.write(Format.TEXT, page);
    Map<String, Double> samples = new TreeMap<>();
    Exposition.read(
            new ByteArrayInputStream(page.toByteArray()),
            ExpositionSyntax.TEXT,
            ReadLimits.STANDARD)
        .samples()
        .forEach((labels, value) ->
            samples.put(labels.metricName() + labels.without("__name__"), value));
    return samples;
  }
}
