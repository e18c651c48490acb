package lampas.metrics.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import lampas.metrics.MetricsException;
import lampas.metrics.Registration;
import lampas.metrics.Registry;
import lampas.metrics.written.Written;
import lampas.model.catalogue.DefinitionException;
import org.junit.jupiter.api.Test;

class CacheMetricsTest {
  private final Registry registry = Registry.create();
  private final CacheMetrics metrics = CacheMetrics.register(registry);

  /** What an application might write: a map with two counts. */
  private static final class SmallCache implements CacheStats {
    private final Map<String, String> entries = new HashMap<>();
    private long hits;
    private long misses;

    String lookUp(String key) {
      if (entries.containsKey(key)) {
        hits++;
      } else {
        misses++;
        entries.put(key, key);
      }
      return entries.get(key);
    }

    @Override
    public long hits() {
      return hits;
    }

    @Override
    public long misses() {
      return misses;
    }
  }

  /** One that knows everything. */
  private record Full(long hits, long misses) implements CacheStats {
    @Override
    public Optional<CacheLoads> loads() {
      return Optional.of(new CacheLoads(5, 2, Duration.ofMillis(3_500)));
    }

    @Override
    public Map<String, Long> evictions() {
      return Map.of("size", 3L, "expired", 0L);
    }

    @Override
    public OptionalLong size() {
      return OptionalLong.of(10);
    }

    @Override
    public OptionalLong weight() {
      return OptionalLong.of(1_000);
    }
  }

  @Test
  void hitsAndMissesTogetherAreTheLookupsAndWhatIsNotKnownIsAbsent() throws Exception {
    SmallCache cache = new SmallCache();
    metrics.add("small", cache);
    for (String key : new String[] {"a", "b", "a", "a", "c"}) {
      cache.lookUp(key);
    }

    Written written = Written.by(registry);
    assertThat(written.value("cache_hits_total", "cache", "small")).hasValue(2);
    assertThat(written.value("cache_misses_total", "cache", "small")).hasValue(3);
    for (String name :
        new String[] {
          "cache_loads_total",
          "cache_load_duration_seconds_count",
          "cache_evictions_total",
          "cache_size",
          "cache_weight"
        }) {
      assertThat(written.series(name)).isEmpty();
    }
  }

  @Test
  void allThatACacheKnowsIsShown() throws Exception {
    Registration registration = metrics.add("full", new Full(7, 8));

    Written written = Written.by(registry);
    assertThat(written.series("cache_loads_total"))
        .containsExactly(
            "{cache=\"full\", outcome=\"failure\"} 2.0",
            "{cache=\"full\", outcome=\"success\"} 5.0");
    assertThat(written.value("cache_load_duration_seconds_count", "cache", "full")).hasValue(7);
    assertThat(written.value("cache_load_duration_seconds_sum", "cache", "full")).hasValue(3.5);
    assertThat(written.series("cache_evictions_total"))
        .containsExactly(
            "{cache=\"full\", cause=\"expired\"} 0.0", "{cache=\"full\", cause=\"size\"} 3.0");
    assertThat(written.value("cache_size", "cache", "full")).hasValue(10);
    assertThat(written.value("cache_weight", "cache", "full")).hasValue(1_000);

    registration.close();
    assertThat(Written.by(registry).series("cache_hits_total")).isEmpty();
  }

  @Test
  void aNameIsTakenOnce() {
    metrics.add("full", new Full(0, 0));

    assertThatThrownBy(() -> metrics.add("full", new Full(0, 0)))
        .isInstanceOf(MetricsException.class)
        .hasMessage("cache: \"full\" is there already (expected: a new name)");
  }

  @Test
  void theNamesCanStandInANamespaceAndOnlyOnce() throws Exception {
    CacheMetrics.register(registry, "asdlc").add("full", new Full(7, 8));

    assertThat(Written.by(registry).value("asdlc_cache_hits_total", "cache", "full")).hasValue(7);
    assertThatThrownBy(() -> CacheMetrics.register(registry))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("cache_hits_total");
  }

  @Test
  void numbersThatMakeNoSenseAreAnError() {
    assertThatThrownBy(() -> new CacheLoads(-1, 0, Duration.ZERO))
        .isInstanceOf(MetricsException.class)
        .hasMessage("cache loads: -1 succeeded, 0 failed, in PT0S (expected: 0 or more)");
  }
}
