package lampas.client;

import java.net.URI;

/** Asks backends in a small heap and prints how that ended; arguments are pairs of kind and URL. */
final class LargeAnswerMain {
  private LargeAnswerMain() {}

  public static void main(String[] arguments) {
    for (int i = 0; i < arguments.length; i += 2) {
      try (PrometheusClient client = PrometheusClient.open(URI.create(arguments[i + 1]))) {
        System.out.println(
            switch (arguments[i]) {
              case "names" -> client.labelNames(SeriesScope.all());
              case "metadata" -> client.metadata();
              default -> client.query(Query.instant("x"));
            });
      } catch (RequestException failed) {
        System.out.println(failed.failure());
      }
    }
  }
}
