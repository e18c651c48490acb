package lampas.acceptance.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The samples that every backend is loaded with: ten of each series, 10 s apart, with all kinds of
 * values and with odd labels.
 */
final class ContractSamples {
  static final int TIMES = 10;
  static final Duration STEP = Duration.ofSeconds(10);

  private final Instant start;

  private ContractSamples(Instant start) {
    this.start = start;
  }

  /** Of 20 minutes ago: backends do not scrape what is an hour old. */
  static ContractSamples recent() {
    long now = Instant.now().getEpochSecond();
    return new ContractSamples(Instant.ofEpochSecond(now - now % 60).minus(Duration.ofMinutes(20)));
  }

  /** When each series has its sample of a number, from 0. */
  Instant time(int number) {
    return start.plus(STEP.multipliedBy(number));
  }

  /** When each series has its last sample. */
  Instant end() {
    return time(TIMES - 1);
  }

  /** The samples in the text format, with timestamps in milliseconds. */
  String text() {
    return IntStream.range(0, TIMES)
        .mapToObj(i -> at(i, String.valueOf(time(i).toEpochMilli())))
        .collect(Collectors.joining());
  }

  /** The samples as OpenMetrics, with timestamps in seconds and without types. */
  String openMetrics() {
    List<List<String>> lines =
        IntStream.range(0, TIMES)
            .mapToObj(i -> at(i, String.valueOf(time(i).getEpochSecond())).lines().toList())
            .toList();
    return IntStream.range(0, lines.getFirst().size())
            .boxed()
            .flatMap(series -> lines.stream().map(atOneTime -> atOneTime.get(series)))
            .collect(Collectors.joining("\n"))
        + "\n# EOF\n";
  }

  private static String at(int i, String time) {
    return """
    contract_requests_total{TARGET,method="get",path="/a"} %1$s TIME
    contract_requests_total{TARGET,method="post",path="/b\\"\\\\\\n é🔥{}"} %2$s TIME
    contract_temperature{TARGET,room="a"} %3$s TIME
    contract_temperature{TARGET,room="nan"} NaN TIME
    contract_temperature{TARGET,room="positive"} +Inf TIME
    contract_temperature{TARGET,room="negative"} -Inf TIME
    contract_latency_seconds_bucket{TARGET,le="0.1"} %4$s TIME
    contract_latency_seconds_bucket{TARGET,le="1.0"} %2$s TIME
    contract_latency_seconds_bucket{TARGET,le="+Inf"} %5$s TIME
    contract_latency_seconds_count{TARGET} %5$s TIME
    contract_latency_seconds_sum{TARGET} %6$s TIME
    contract_doomed{TARGET} 7 TIME
    """
        .formatted(10 * i, 3 * i, 20 + i, i, 4 * i, 2.5 * i)
        .replace("TARGET", "instance=\"page\",job=\"contract\"")
        .replace("TIME", time);
  }
}
