package lampas.server.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import lampas.server.config.ConfigurationLoader;
import lampas.server.config.ScrapeJob;
import lampas.server.scrape.RepeatedTargets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Reads a configuration as the server does, and finds targets that are scraped twice. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Reads a configuration as lampas server does and says everything that is wrong with it.",
      "A page that is scraped more than once is a finding, and the exit code 1."
    })
final class ScrapeConfigCheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "YAML with Prometheus's scrape_configs.")
  private Path file = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<ScrapeJob> jobs = ConfigurationLoader.file(file).load().scrapeJobs();
    List<String> findings = RepeatedTargets.of(jobs);
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(out::println);
    if (findings.isEmpty()) {
      long targets =
          jobs.stream()
              .flatMap(job -> job.targetGroups().stream())
              .mapToLong(group -> group.targets().size())
              .sum();
      out.printf("%s: %d jobs, %d targets, each scraped once%n", file, jobs.size(), targets);
    }
    out.flush();
    return (findings.isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED).code();
  }
}
