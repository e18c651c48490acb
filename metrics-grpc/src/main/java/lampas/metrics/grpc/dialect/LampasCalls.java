package lampas.metrics.grpc.dialect;

import io.grpc.Status;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Histogram;
import lampas.metrics.Registry;
import lampas.model.catalogue.Buckets;
import lampas.model.catalogue.LabelDomain;

/** Calls under our own names. */
final class LampasCalls implements CallFamilies {
  /* Streams may stay open for weeks. In a histogram that ends at 30 s they would all be in +Inf and
  spoil the average of the requests. */
  private static final Buckets REQUESTS =
      Buckets.of(.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30);
  private static final Buckets STREAMS =
      Buckets.of(.1, 1, 10, 60, 600, 3_600, 6 * 3_600, 86_400, 7 * 86_400);

  private final Family<Counter> total;
  private final Family<Histogram> requestDurations;
  private final Family<Histogram> streamDurations;
  private final Family<Counter> received;
  private final Family<Counter> sent;

  LampasCalls(Side side, Registry registry, int maximumMethods) {
    String prefix = side.prefix();
    LabelDomain methods = Definitions.methods(maximumMethods);
    LabelDomain codes = Definitions.codes(Status.Code::name);
    total =
        registry.counters(
            Definitions.counter(prefix + "request_total", "Calls that are over, of all kinds.")
                .label("method", methods)
                .label("code", codes)
                .build());
    requestDurations =
        registry.histograms(
            Definitions.seconds(
                    prefix + "request_duration_seconds", "How long unary calls took.", REQUESTS)
                .label("method", methods)
                .label("code", codes)
                .build());
    streamDurations =
        registry.histograms(
            Definitions.seconds(
                    prefix + "stream_duration_seconds",
                    "How long streaming calls that are over were open.",
                    STREAMS)
                .label("method", methods)
                .label("code", codes)
                .build());
    received =
        registry.counters(
            Definitions.counter(
                    prefix + "stream_messages_received_total",
                    "Messages of streaming calls that came in.")
                .label("method", methods)
                .build());
    sent =
        registry.counters(
            Definitions.counter(
                    prefix + "stream_messages_sent_total",
                    "Messages of streaming calls that went out.")
                .label("method", methods)
                .build());
  }

  @Override
  public CallRecorder recorder(MethodId method, String target) {
    String path = method.path();
    ByCode<Counter> totals = new ByCode<>(code -> total.with(path, code.name()));
    /* There at 0 before the first call, so that the first one is an increase. */
    totals.at(Status.Code.OK);
    if (method.isStreaming()) {
      ByCode<Histogram> durations = new ByCode<>(code -> streamDurations.with(path, code.name()));
      return new OfStreams(totals, durations, received.with(path), sent.with(path));
    }
    return new OfRequests(totals, new ByCode<>(code -> requestDurations.with(path, code.name())));
  }

  private record OfRequests(ByCode<Counter> total, ByCode<Histogram> durations)
      implements CallRecorder {
    @Override
    public void started() {}

    @Override
    public void received() {}

    @Override
    public void sent() {}

    @Override
    public void ended(Status.Code code, long nanos, long bytesSent, long bytesReceived) {
      total.at(code).increment();
      durations.at(code).observe(Definitions.seconds(nanos));
    }
  }

  private record OfStreams(
      ByCode<Counter> total,
      ByCode<Histogram> durations,
      Counter messagesReceived,
      Counter messagesSent)
      implements CallRecorder {
    @Override
    public void started() {}

    @Override
    public void received() {
      messagesReceived.increment();
    }

    @Override
    public void sent() {
      messagesSent.increment();
    }

    @Override
    public void ended(Status.Code code, long nanos, long bytesSent, long bytesReceived) {
      total.at(code).increment();
      durations.at(code).observe(Definitions.seconds(nanos));
    }
  }
}
