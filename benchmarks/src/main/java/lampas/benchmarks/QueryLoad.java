package lampas.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import lampas.model.label.LabelNames;
import lampas.model.label.LabelText;
import lampas.model.label.Labels;
import lampas.model.series.SampleBatch;
import lampas.model.series.SeriesHandle;
import lampas.store.Store;
import lampas.store.StoreOptions;

/** Brings the same data to each of those that are queried. */
final class QueryLoad {
  /* Prometheus takes no sample an hour older than its newest, so time goes before series. */
  private static final int SAMPLES_PER_SLICE = 20;
  private static final int SERIES_PER_REQUEST = 500;
  private static final int SERIES_PER_BATCH = 200;

  private QueryLoad() {}

  /** A store of this process. */
  static Store store(QueryData data) {
    Store store = Store.open(StoreOptions.anyAge(), Clock.systemUTC());
    try (SampleBatch batch = store.batch()) {
      for (int series = 0; series < data.series(); series++) {
        SeriesHandle handle = store.resolve(data.labels(series));
        for (int i = 0; i < QueryData.SAMPLES; i++) {
          batch.append(handle, data.time(i), data.value(series, i));
        }
        if (series % SERIES_PER_BATCH == SERIES_PER_BATCH - 1) {
          batch.commit();
        }
      }
      batch.commit();
    }
    return store;
  }

  /** OpenMetrics text with times. */
  static Path openMetrics(QueryData data, Path folder) throws IOException {
    Path file = folder.resolve("samples.om");
    byte[][] times = new byte[QueryData.SAMPLES][];
    for (int i = 0; i < times.length; i++) {
      times[i] = (" " + data.time(i) / 1000 + "\n").getBytes(StandardCharsets.US_ASCII);
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (int series = 0; series < data.series(); series++) {
        byte[] name = text(data.labels(series)).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < times.length; i++) {
          out.write(name);
          out.write(Integer.toString(data.value(series, i)).getBytes(StandardCharsets.US_ASCII));
          out.write(times[i]);
        }
      }
      out.write("# EOF\n".getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  private static String text(Labels labels) {
    StringBuilder out = new StringBuilder(labels.metricName());
    char before = '{';
    for (int i = 0; i < labels.size(); i++) {
      if (!labels.name(i).equals(LabelNames.METRIC_NAME)) {
        out.append(before).append(labels.name(i)).append('=');
        out.append(LabelText.quote(labels.value(i)));
        before = ',';
      }
    }
    return out.append("} ").toString();
  }

  /** Remote write, to all receivers at once, oldest samples first. */
  static void remoteWrite(QueryData data, List<URI> receivers) {
    HttpClient http = HttpClient.newHttpClient();
    List<RemoteWriteBody> bodies = new ArrayList<>();
    for (int from = 0; from < data.series(); from += SERIES_PER_REQUEST) {
      int to = Math.min(from + SERIES_PER_REQUEST, data.series());
      bodies.add(new RemoteWriteBody(data, from, to));
    }
    for (int first = 0; first < QueryData.SAMPLES; first += SAMPLES_PER_SLICE) {
      int end = Math.min(first + SAMPLES_PER_SLICE, QueryData.SAMPLES);
      for (RemoteWriteBody body : bodies) {
        byte[] bytes = body.encode(first, end);
        List<CompletableFuture<Void>> sent =
            receivers.stream().map(receiver -> send(http, receiver, bytes)).toList();
        sent.forEach(CompletableFuture::join);
      }
    }
  }

  private static CompletableFuture<Void> send(HttpClient http, URI receiver, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(receiver)
            .header("Content-Encoding", "snappy")
            .header("Content-Type", "application/x-protobuf")
            .header("X-Prometheus-Remote-Write-Version", "0.1.0")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenAccept(response -> {
          if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                "%s: %d %s".formatted(receiver, response.statusCode(), response.body()));
          }
        });
  }
}
