package lampas.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scrape configurations: writes one, or checks one. */
@Command(
    name = "scrape-config",
    mixinStandardHelpOptions = true,
    description = "Writes the scrape configuration of services, or checks one.",
    subcommands = {ScrapeConfigGenerateCommand.class, ScrapeConfigCheckCommand.class})
final class ScrapeConfigCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "subcommand: none (expected: generate or check)");
  }
}
