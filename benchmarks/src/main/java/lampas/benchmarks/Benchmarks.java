package lampas.benchmarks;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs one benchmark by its name. */
public final class Benchmarks {
  private interface Run {
    void run(String... arguments) throws Exception;
  }

  private record Row(String what, Run run) {}

  private static final Map<String, Row> TABLE = new LinkedHashMap<>();

  static {
    TABLE.put(
        "counter", new Row("increment of a held counter (JMH), ns and B", CounterBenchmark::run));
    TABLE.put(
        "decode",
        new Row(
            "answers of queries into columns, by us and by others (JMH) [READER…] [forks=N]",
            DecodeBenchmark::run));
    TABLE.put(
        "exposition",
        new Row(
            "text scrape of counters|histograms [SERIES]: CPU, garbage, heap",
            ExpositionBenchmark::run));
    TABLE.put(
        "gateway",
        new Row(
            "small queries through the gateway, beside none and vmauth [RATE] [SECONDS]",
            GatewayBenchmark::run));
    TABLE.put(
        "grpc",
        new Row(
            "unary gRPC calls beside those who measure them (JMH), ns and B", GrpcBenchmark::run));
    TABLE.put(
        "http",
        new Row(
            "one HTTP request, measured by us and by others (JMH), ns and B", HttpBenchmark::run));
    TABLE.put(
        "ingest", new Row("parse and append in process, on one thread", IngestBenchmark::run));
    TABLE.put(
        "instrument",
        new Row("counters by labels and histograms (JMH), ns and B", InstrumentBenchmark::run));
    TABLE.put(
        "metastore",
        new Row(
            "the metadata store with metrics on and off [RATE] [TURNS] [SECONDS]",
            MetastoreBenchmark::run));
    TABLE.put(
        "pool",
        new Row(
            "tasks of executors beside those who measure them (JMH), ns and B",
            PoolBenchmark::run));
    TABLE.put(
        "query",
        new Row("the same queries beside Prometheus and VictoriaMetrics", QueryBenchmark::run));
    TABLE.put(
        "redis",
        new Row(
            "pipelined Redis commands beside those who measure them (JMH), ns and B",
            RedisBenchmark::run));
    TABLE.put(
        "scrape",
        new Row("whole servers scraping the same targets: CPU a sample", ScrapeBenchmark::run));
    TABLE.put(
        "store", new Row("bytes a sample on scraped data, heap a series", StoreBenchmark::run));
    TABLE.put(
        "workflow",
        new Row("steps of workflows beside Micrometer (JMH), ns and B", WorkflowBenchmark::run));
  }

  private Benchmarks() {}

  /** Runs the benchmark that the first argument names; without one, lists them. */
  public static void main(String[] arguments) throws Exception {
    Row row = arguments.length == 0 ? null : TABLE.get(arguments[0]);
    if (row == null) {
      TABLE.forEach((name, entry) -> System.out.printf("%-12s %s%n", name, entry.what()));
      System.exit(arguments.length == 0 ? 0 : 2);
    } else {
      System.out.printf(
          "%s, Java %s, %d processors%n",
          arguments[0], Runtime.version(), Runtime.getRuntime().availableProcessors());
      row.run().run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
  }
}
