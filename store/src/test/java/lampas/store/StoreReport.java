package lampas.store;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import lampas.model.series.Series;
import lampas.model.series.SeriesHandle;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import lampas.store.chunk.Chunk;

/**
 * The figures of {@code docs/store.md}, which says how to run it: bytes a sample on scraped data,
 * heap a series, time of appending and reading.
 */
final class StoreReport {
  private static final Pattern FILE = Pattern.compile("(\\w+)-\\d+-(\\d+)\\.txt");

  private StoreReport() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length > 0) {
      compression(Path.of(arguments[0]), 1);
      compression(Path.of(arguments[0]), 1000);
    }
    heapPerSeries(100_000);
    for (int round = 0; round < 6; round++) {
      appendAndRead(10_000, 240);
    }
    appendAndRead(100_000, 60);
  }

  /** Files NAME-NUMBER-MILLIS.txt, each one scrape in the text format. */
  private static void compression(Path folder, long roundTimesTo) throws IOException {
    Store store = Store.open(StoreOptions.anyAge(), Clock.systemUTC());
    Map<String, SeriesHandle> handles = new HashMap<>();
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files =
          found.filter(f -> FILE.matcher(f.getFileName().toString()).matches()).sorted().toList();
    }
    for (Path file : files) {
      java.util.regex.Matcher name = FILE.matcher(file.getFileName().toString());
      name.matches();
      long time = Long.parseLong(name.group(2)) / roundTimesTo * roundTimesTo;
      try (SampleBatch batch = store.batch()) {
        for (String line : Files.readAllLines(file)) {
          if (!line.startsWith("#")) {
            int space = line.lastIndexOf(' ');
            String key = name.group(1) + " " + line.substring(0, space);
            SeriesHandle handle =
                handles.computeIfAbsent(key, k -> store.resolve(Labels.of("__name__", k)));
            batch.append(handle, time, SampleValue.parse(line.substring(space + 1)));
          }
        }
        batch.commit();
      }
    }
    long samples = 0;
    long encoded = 0;
    long heap = 0;
    for (SeriesHandle handle : handles.values()) {
      for (Chunk chunk : ((MemorySeries) handle).sealedChunks()) {
        samples += chunk.samples();
        encoded += chunk.encodedLength();
        heap += chunk.heapBytes();
      }
    }
    System.out.printf(
        Locale.ROOT,
        "compression, times rounded to %d ms: %d files, %d series, %d samples in sealed chunks,"
            + " %.2f bytes a sample, %.2f with Java's objects%n",
        roundTimesTo,
        files.size(),
        handles.size(),
        samples,
        (double) encoded / samples,
        (double) heap / samples);
  }

  /* Of this thread, because the machine may have other things to do. */
  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static List<SeriesHandle> resolve(Store store, int series) {
    List<SeriesHandle> handles = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      handles.add(
          store.resolve(
              Labels.of(
                  "__name__",
                  "http_requests_total_" + i / 1000,
                  "job",
                  "api-server",
                  "instance",
                  "10.0." + i % 100 + ".1:9100",
                  "method",
                  "GET",
                  "code",
                  Integer.toString(200 + i / 100 % 5),
                  "path",
                  "/api/v1/resource/" + i / 500 % 2 + i / 100)));
    }
    return handles;
  }

  private static void heapPerSeries(int series) {
    long before = usedHeap();
    Store store = Store.open(StoreOptions.anyAge(), Clock.systemUTC());
    List<SeriesHandle> handles = resolve(store, series);
    long resolved = usedHeap();
    append(store, handles, 0, 20);
    long filled = usedHeap();
    long own = 4L * series;
    System.out.printf(
        Locale.ROOT,
        "heap: %d B a series of 6 labels without samples, %d B with 20 samples, %d B of them chunk%n",
        (resolved - before - own) / series,
        (filled - before - own) / series,
        store.statistics().chunkBytes() / series);
    handles.clear();
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void append(Store store, List<SeriesHandle> handles, int from, int to) {
    try (SampleBatch batch = store.batch()) {
      for (int n = from; n < to; n++) {
        for (int i = 0; i < handles.size(); i++) {
          batch.append(handles.get(i), 15_000L * n, (double) n * (i % 50));
        }
        batch.commit();
      }
    }
  }

  private static void appendAndRead(int series, int samples) {
    Store store = Store.open(StoreOptions.anyAge(), Clock.systemUTC());
    long start = cpuNanos();
    List<SeriesHandle> handles = resolve(store, series);
    long resolved = cpuNanos();
    append(store, handles, 0, samples);
    long appended = cpuNanos();
    SampleColumns columns = new SampleColumns();
    long count = 0;
    List<Matcher> matchers = List.of(Matcher.equal("job", "api-server"));
    SeriesSelection selection = store.select(matchers, TimeRange.all());
    long selected = cpuNanos();
    for (int round = 0; round < 10; round++) {
      for (Series one : selection.series()) {
        columns.clear();
        one.read(columns);
        count += columns.size();
      }
    }
    long read = cpuNanos();
    selection.close();
    System.out.printf(
        Locale.ROOT,
        "%d series, %d samples each: resolve %d ns a series, append and commit %d ns a sample,"
            + " select %.2f ms, read %.2f ns a sample (%.0f million a second)%n",
        series,
        samples,
        (resolved - start) / series,
        (appended - resolved) / series / samples,
        (selected - appended) / 1e6,
        (double) (read - selected) / count,
        1e3 * count / (read - selected));
  }
}
