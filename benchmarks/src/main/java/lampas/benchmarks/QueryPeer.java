package lampas.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import lampas.client.ClientSettings;
import lampas.client.PrometheusClient;
import lampas.client.Query;
import lampas.model.result.QueryResult;
import lampas.model.series.SeriesReader;
import lampas.promql.engine.Engine;

/** One of those that are asked the same queries. */
interface QueryPeer {
  String name();

  /**
   * Asks and takes the whole answer without looking at it; how many bytes it had, if it had any.
   */
  long ask(QueryCase query) throws IOException;

  /** Asks and reads the answer. */
  QueryResult answer(QueryCase query);

  /** The engine in this process. */
  record InProcess(Engine engine, SeriesReader reader) implements QueryPeer {
    @Override
    public String name() {
      return "in process";
    }

    @Override
    public long ask(QueryCase query) {
      answer(query);
      return 0;
    }

    @Override
    public QueryResult answer(QueryCase query) {
      return query.isInstant()
          ? engine.instant(reader, query.query(), query.endMillis()).result()
          : engine
              .range(
                  reader, query.query(), query.startMillis(), query.endMillis(), query.stepMillis())
              .result();
    }
  }

  /**
   * A server; a connection of its own for each query, read as it comes, so that the client costs
   * next to nothing.
   *
   * @param base with a path that ends in a slash
   */
  record Http(String name, URI base) implements QueryPeer {
    private static final long LARGEST_ANSWER = 4L << 30;

    @Override
    public long ask(QueryCase query) throws IOException {
      try (Socket socket = new Socket(base.getHost(), base.getPort())) {
        OutputStream out = socket.getOutputStream();
        String request =
            "GET %sapi/v1/%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                .formatted(base.getPath(), query.path(), base.getAuthority());
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[1 << 18];
        int read = in.read(buffer);
        String start = new String(buffer, 0, Math.max(0, read), StandardCharsets.UTF_8);
        if (!start.startsWith("HTTP/1.1 200")) {
          throw new IOException(name + ": " + start + " (expected: 200)");
        }
        long bytes = 0;
        while (read >= 0) {
          bytes += read;
          read = in.read(buffer);
        }
        return bytes;
      }
    }

    @Override
    public QueryResult answer(QueryCase query) {
      PrometheusClient client =
          PrometheusClient.of(
              HttpClient.newHttpClient(),
              base,
              new ClientSettings(Duration.ofMinutes(5), LARGEST_ANSWER));
      Instant end = Instant.ofEpochMilli(query.endMillis());
      Query asked =
          query.isInstant()
              ? Query.instant(query.query()).at(end)
              : Query.range(
                  query.query(),
                  Instant.ofEpochMilli(query.startMillis()),
                  end,
                  Duration.ofMillis(query.stepMillis()));
      return client.query(asked).result();
    }
  }
}
