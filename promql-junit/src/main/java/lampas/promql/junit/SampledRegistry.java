package lampas.promql.junit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import lampas.metrics.Registry;
import lampas.metrics.exposition.Format;
import lampas.metrics.reader.Exposition;
import lampas.metrics.reader.ExpositionSyntax;
import lampas.metrics.reader.ReadLimits;
import lampas.model.label.Labels;
import lampas.model.series.SampleValue;
import lampas.model.time.PrometheusDuration;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.script.SeriesFixture;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An application's own registry, sampled by a virtual clock as Prometheus would scrape it: through
 * the exposition's text, with a staleness marker where a series is gone.
 *
 * <pre>{@code
 * @RegisterExtension
 * final SampledRegistry app = SampledRegistry.of(registry, "15s");
 *
 * @Test
 * void countsOrders() {
 *   app.sample();
 *   orders.add(30);
 *   app.advance("1m");
 *   assertThat(app.promql("increase(orders_total[1m])")).at(app.now()).isEqualTo("{} 30");
 * }
 * }</pre>
 *
 * <p>As a JUnit extension it starts anew before each test: time 0, no samples. It works without the
 * extension too. Not thread-safe; the registry may be used by any thread meanwhile.
 */
public final class SampledRegistry implements BeforeEachCallback {
  private final Registry registry;
  private final Duration interval;
  private final Labels target;
  private final Engine engine = Engine.create(EngineOptions.defaults());
  private final SeriesFixture samples = SeriesFixture.create();
  private Set<Labels> present = new HashSet<>();
  private Duration now = Duration.ZERO;
  private Duration lastSample = Duration.ofMillis(-1);

  private SampledRegistry(Registry registry, Duration interval, Labels target) {
    this.registry = registry;
    this.interval = interval;
    this.target = target;
  }

  /**
   * A registry that {@link #advance} samples at every multiple of an interval, such as {@code 15s}.
   *
   * @throws IllegalArgumentException if the interval is not a positive duration
   */
  public static SampledRegistry of(Registry registry, String interval) {
    return of(registry, interval, Labels.empty());
  }

  /** The same; each series gets the labels of a target too, such as job and instance. */
  public static SampledRegistry of(Registry registry, String interval, Labels target) {
    Duration duration = PrometheusDuration.parse(interval);
    if (duration.isZero()) {
      throw new IllegalArgumentException("interval: " + interval + " (expected: > 0)");
    }
    return new SampledRegistry(registry, duration, target);
  }

  /** Back to time 0, without samples; what the registry counts is left alone. */
  @Override
  public void beforeEach(ExtensionContext context) {
    reset();
  }

  /** Back to time 0, without samples; what the registry counts is left alone. */
  public void reset() {
    samples.clear();
    present = new HashSet<>();
    now = Duration.ZERO;
    lastSample = Duration.ofMillis(-1);
  }

  /** The virtual time, since its start. */
  public Duration now() {
    return now;
  }

  /** The virtual clock, for code that asks for the time; it starts at the epoch. */
  public InstantSource clock() {
    return () -> Instant.EPOCH.plus(now);
  }

  /**
   * Samples the registry now.
   *
   * @throws IllegalStateException if it was sampled at this time already
   */
  public void sample() {
    if (now.equals(lastSample)) {
      throw new IllegalStateException(
          "sample at %s: taken already (expected: advance before the next one)"
              .formatted(PrometheusDuration.format(now)));
    }
    lastSample = now;
    long time = now.toMillis();
    Set<Labels> seen = new HashSet<>();
    exposition()
        .forEach((labels, value) -> {
          Labels series = withTarget(labels);
          seen.add(series);
          samples.add(series, time, value);
        });
    present.removeAll(seen);
    present.forEach(gone -> samples.add(gone, time, SampleValue.STALE));
    present = seen;
  }

  private Map<Labels, Double> exposition() {
    try {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      registry.write(Format.TEXT, text);
      ByteArrayInputStream body = new ByteArrayInputStream(text.toByteArray());
      return Exposition.read(body, ExpositionSyntax.TEXT, ReadLimits.STANDARD).samples();
    } catch (IOException impossible) {
      throw new UncheckedIOException("exposition in memory", impossible);
    }
  }

  private Labels withTarget(Labels labels) {
    Labels.Builder all = Labels.builder().addAll(labels);
    target.forEach(all::set);
    return all.build();
  }

  /** Moves the clock on and samples at every multiple of the interval on the way. */
  public void advance(String duration) {
    advance(duration, () -> {});
  }

  /** The same; before each sample an action runs, such as a request. */
  public void advance(String duration, Runnable beforeEachSample) {
    Duration end = now.plus(PrometheusDuration.parse(duration));
    long step = interval.toMillis();
    while (true) {
      Duration next = Duration.ofMillis((now.toMillis() / step + 1) * step);
      if (next.compareTo(end) > 0) {
        now = end;
        return;
      }
      now = next;
      beforeEachSample.run();
      sample();
    }
  }

  /** A query over what was sampled. */
  public PromqlQuery promql(String query) {
    return new PromqlQuery(engine, samples, query);
  }
}
