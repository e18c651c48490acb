package lampas.examples.metastore.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lampas.model.time.PrometheusDuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends a load to a store and says what came back. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Sends a bounded load to a store and keeps books of every call.",
      "mixed: writes, reads, transactions, leases, watches and errors, each answer of which is"
          + " known beforehand; exit code 1 if one is not as expected.",
      "kv: reads and writes of single keys at a fixed rate; prints latencies."
    })
public final class LoadCommand implements Callable<Integer> {
  /** What is sent. */
  enum Scenario {
    MIXED,
    KV
  }

  @Option(
      names = "--endpoint",
      paramLabel = "HOST:PORT",
      split = ",",
      defaultValue = "127.0.0.1:2379",
      description = "Where the store listens; several, with commas. Default: ${DEFAULT-VALUE}.")
  private List<String> endpoints = List.of();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      defaultValue = "mixed",
      description = "mixed or kv. Default: ${DEFAULT-VALUE}.")
  private Scenario scenario = Scenario.MIXED;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "Requests a second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "How long. Default: ${DEFAULT-VALUE}; SIGTERM ends it earlier.")
  private String duration = "";

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many clients. Default: ${DEFAULT-VALUE}.")
  private int clients;

  @Option(
      names = "--reads-per-write",
      paramLabel = "N",
      defaultValue = "1",
      description = "In the scenario kv. Default: ${DEFAULT-VALUE}.")
  private int readsPerWrite;

  @Option(
      names = "--books",
      paramLabel = "FILE",
      description = "Where to write what was sent, in Prometheus's text format.")
  private @Nullable Path books;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    LoadSettings settings =
        new LoadSettings(endpoints, rate, PrometheusDuration.parse(duration), clients);
    return switch (scenario) {
      case MIXED -> mixed(settings);
      case KV -> keyValue(settings);
    };
  }

  private int mixed(LoadSettings settings) throws IOException, InterruptedException {
    MixedLoad load = MixedLoad.of(settings);
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(load, done), "stop"));
    try {
      load.run();
      write(load.books());
      PrintWriter out = spec.commandLine().getOut();
      out.println(load.calls() + " calls");
      load.failure().ifPresent(failure -> out.println("failed: " + failure.getMessage()));
      out.flush();
      return load.failure().isPresent() ? 1 : 0;
    } finally {
      done.countDown();
    }
  }

  private static void stop(MixedLoad load, CountDownLatch done) {
    load.stop();
    try {
      done.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int keyValue(LoadSettings settings) throws IOException, InterruptedException {
    KeyValueLoad load = KeyValueLoad.of(settings, readsPerWrite);
    load.run();
    write(load.books());
    spec.commandLine().getOut().println(load.figures());
    spec.commandLine().getOut().flush();
    return 0;
  }

  /* Whoever finds the file finds it whole. */
  private void write(String text) throws IOException {
    if (books == null) {
      return;
    }
    Path unfinished = books.resolveSibling(books.getFileName() + ".unfinished");
    Files.writeString(unfinished, text);
    Files.move(unfinished, books, StandardCopyOption.ATOMIC_MOVE);
  }
}
