package lampas.examples.agents.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lampas.model.time.PrometheusDuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends tasks to an orchestrator and says what became of them. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends a bounded load of tasks, waits until all have ended, and keeps books of every answer.",
      "The end of every task is known beforehand; exit code 1 if one is not as expected."
    })
public final class LoadCommand implements Callable<Integer> {
  private static final int STOP_SECONDS = 60;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8080",
      description = "Where the orchestrator listens. Default: ${DEFAULT-VALUE}.")
  private URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "Tasks a second. Default: ${DEFAULT-VALUE}.")
  private int rate;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "How long. Default: ${DEFAULT-VALUE}; SIGTERM ends it earlier.")
  private String duration = "";

  @Option(
      names = "--tasks",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "How many tasks at most. Default: ${DEFAULT-VALUE}.")
  private int tasks;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many clients. Default: ${DEFAULT-VALUE}.")
  private int clients;

  @Option(
      names = "--patience",
      paramLabel = "DURATION",
      defaultValue = "60s",
      description = "How long to wait for the end of a task. Default: ${DEFAULT-VALUE}.")
  private String patience = "";

  @Option(
      names = "--books",
      paramLabel = "FILE",
      description = "Where to write what was sent and got, in Prometheus's text format.")
  private @Nullable Path books;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    TaskLoad load = TaskLoad.of(settings());
    CountDownLatch done = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(load, done), "stop"));
    try {
      load.run();
      write(load.books());
      PrintWriter out = spec.commandLine().getOut();
      out.println(load.tasks() + " tasks");
      load.failure().ifPresent(failure -> out.println("failed: " + failure));
      out.flush();
      return load.failure().isPresent() ? 1 : 0;
    } finally {
      done.countDown();
    }
  }

  private LoadSettings settings() {
    try {
      return new LoadSettings(
          url,
          rate,
          PrometheusDuration.parse(duration),
          tasks,
          clients,
          PrometheusDuration.parse(patience));
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private static void stop(TaskLoad load, CountDownLatch done) {
    load.stop();
    try {
      done.await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
