package lampas.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import lampas.model.series.SampleValue;

/** Answers as Prometheus writes them; always the same ones. */
public enum DecodeData {
  /** 1,000 series of 1,000 points. */
  MATRIX {
    @Override
    byte[] json() {
      Random random = new Random(SEED);
      return answer("matrix", series(1000), index -> column(random, index % 10));
    }
  },

  /** 100,000 series at one time. */
  VECTOR {
    @Override
    byte[] json() {
      Random random = new Random(SEED);
      return answer(
          "vector",
          series(100_000),
          index -> "\"value\":[1435781451.781,\"" + value(random, index % 10, index) + "\"]");
    }
  };

  static final int POINTS = 1000;

  private static final long SEED = 20261126;
  private static final int START = 1435781400;
  private static final int STEP = 15;
  private static final String[] HANDLERS = {
    "/", "/api/v1/orders", "/api/v1/orders/:id", "/api/v1/carts", "/api/v1/carts/:id/items",
    "/api/v1/users", "/api/v1/users/:id", "/healthz", "/metrics", "/static/*path"
  };
  private static final String[] METHODS = {"DELETE", "GET", "PATCH", "POST", "PUT"};
  private static final String[] CODES = {"200", "500"};
  private static final String[] ZONES = {"a", "b", "c"};

  /** The answer's text. */
  abstract byte[] json();

  private static byte[] answer(String type, List<String> metrics, IntFunction<String> values) {
    StringBuilder out = new StringBuilder("{\"status\":\"success\",\"data\":{\"resultType\":\"");
    out.append(type).append("\",\"result\":[");
    for (int i = 0; i < metrics.size(); i++) {
      out.append(i == 0 ? "" : ",").append("{\"metric\":{").append(metrics.get(i)).append("},");
      out.append(values.apply(i)).append('}');
    }
    return out.append("]}}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /* Ten labels each; in no order, as aggregations give them: sorted ones are easier to read. */
  private static List<String> series(int count) {
    List<String> metrics = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int pod = i / 100;
      metrics.add(
          """
          "__name__":"http_requests_total","cluster":"eu-west-1","code":"%s","handler":"%s",\
          "instance":"10.%d.%d.%d:8080","job":"shop/api","method":"%s","namespace":"shop",\
          "pod":"api-7d9f8b6c5-%05x","zone":"eu-west-1%s"\
          """
              .formatted(
                  CODES[i % 2],
                  HANDLERS[i / 10 % 10],
                  pod % 3,
                  pod / 250,
                  pod % 250,
                  METHODS[i / 2 % 5],
                  (pod + 1) * 7919 % 0xfffff,
                  ZONES[pod % 3]));
    }
    Collections.shuffle(metrics, new Random(SEED));
    return metrics;
  }

  private static String column(Random random, int kind) {
    StringBuilder out = new StringBuilder("\"values\":[");
    for (int i = 0; i < POINTS; i++) {
      out.append(i == 0 ? "[" : ",[").append(START + i * STEP).append(",\"");
      out.append(value(random, kind, i)).append("\"]");
    }
    return out.append(']').toString();
  }

  /* Half of the series are rates, of 15 to 17 digits; others counters, gauges, and seconds. One
  value of a hundred is NaN. */
  private static String value(Random random, int kind, int index) {
    if (random.nextInt(100) == 0) {
      return "NaN";
    }
    double value =
        switch (kind) {
          case 0, 1, 2, 3, 4 -> random.nextInt(200_000) / 285.017;
          case 5, 6 -> 1_000_000.0 + 37L * index;
          case 7, 8 -> random.nextInt(500);
          default -> random.nextInt(100_000) / 1000.0;
        };
    return SampleValue.format(value);
  }
}
