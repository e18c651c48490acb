package lampas.metrics.otlp;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import lampas.metrics.MetricsException;
import lampas.metrics.Registration;
import lampas.metrics.Registry;
import lampas.metrics.ScrapeRequest;
import lampas.model.error.ErrorKind;
import org.jspecify.annotations.Nullable;

/**
 * Pushes a registry over OTLP/HTTP, as protobuf with gzip, at every interval until it is closed.
 *
 * <p>Values are cumulative: a push that fails loses no count, the next one says it all. Failed
 * pushes are counted in {@code lampas_metrics_otlp_pushes_total{outcome="failure"}} and the first
 * one after a success is logged; nothing is thrown. Thread-safe.
 */
public final class OtlpPush implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(OtlpPush.class.getName());

  private final Registry registry;
  private final OtlpOptions options;
  private final Clock clock;
  private final Resource resource;
  private final OtlpHttpMetricExporter exporter;
  private final PushMetrics metrics;
  private final Registration registration;
  private final ScheduledExecutorService executor;
  private final AtomicBoolean closed = new AtomicBoolean();
  /* Of the executor's thread. */
  private boolean failing;

  private OtlpPush(Registry registry, OtlpOptions options, Clock clock) {
    this.registry = registry;
    this.options = options;
    this.clock = clock;
    this.resource = Resource.create(attributes(options));
    this.metrics = new PushMetrics(clock);
    this.exporter = exporter(options);
    this.registration = register();
    this.executor =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("lampas-otlp").daemon().factory());
  }

  /**
   * Starts pushing; the first push is made after one interval.
   *
   * @throws lampas.model.catalogue.DefinitionException if this registry is being pushed already
   * @throws MetricsException USER if the endpoint is one that the exporter does not take
   */
  public static OtlpPush start(Registry registry, OtlpOptions options) {
    return start(registry, options, Clock.systemUTC());
  }

  static OtlpPush start(Registry registry, OtlpOptions options, Clock clock) {
    OtlpPush push = new OtlpPush(registry, options, clock);
    push.schedule();
    return push;
  }

  /**
   * Pushes a last time and stops, and takes the metrics of the pushes out of the registry.
   *
   * <p>Waits at most as long as the timeout; what is not sent by then is given up and logged. Does
   * nothing if it is closed.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    Future<?> last = executor.submit(this::push);
    executor.shutdown();
    try {
      last.get(options.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the last push over OTLP took longer than {0} and was given up",
          options.timeout());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(System.Logger.Level.WARNING, "the last push over OTLP was interrupted");
    } catch (ExecutionException e) {
      throw new MetricsException(ErrorKind.INTERNAL, "OTLP: the last push", e.getCause());
    } finally {
      executor.shutdownNow();
      exporter.shutdown();
      registration.close();
    }
  }

  private Registration register() {
    try {
      return registry.register(metrics);
    } catch (RuntimeException e) {
      exporter.shutdown();
      throw e;
    }
  }

  private void schedule() {
    long nanos = options.interval().toNanos();
    Future<?> unused = executor.scheduleAtFixedRate(this::push, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /* Whatever it throws would end all that follow. */
  private void push() {
    try {
      OtlpWriter writer =
          new OtlpWriter(resource, options.histograms(), options.maximumPoints(), clock.millis());
      registry.gather(new ScrapeRequest(Set.of(), options.timeout())).write(writer);
      for (List<MetricData> batch : writer.batches()) {
        CompletableResultCode result = exporter.export(batch);
        result.join(options.timeout().toNanos(), TimeUnit.NANOSECONDS);
        if (!result.isSuccess()) {
          failed(result.getFailureThrowable());
          return;
        }
      }
      metrics.succeeded();
      failing = false;
    } catch (IOException | RuntimeException | Error e) {
      failed(e);
    }
  }

  private void failed(@Nullable Throwable cause) {
    metrics.failed();
    if (!failing) {
      failing = true;
      String message =
          "a push over OTLP failed; told once, counted in " + PushMetrics.PUSHES.name();
      LOG.log(System.Logger.Level.WARNING, message, cause);
    }
  }

  private static Attributes attributes(OtlpOptions options) {
    AttributesBuilder attributes = Attributes.builder();
    options.resource().forEach(attributes::put);
    return attributes.build();
  }

  private static OtlpHttpMetricExporter exporter(OtlpOptions options) {
    OtlpHttpMetricExporterBuilder builder =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(options.endpoint().toString())
            .setTimeout(options.timeout())
            .setConnectTimeout(options.timeout())
            .setCompression("gzip")
            /* The next push says it all. */
            .setRetryPolicy(null)
            .setMeterProvider(MeterProvider.noop());
    options.headers().forEach(builder::addHeader);
    return builder.build();
  }
}
