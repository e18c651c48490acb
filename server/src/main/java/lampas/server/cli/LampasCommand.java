package lampas.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand: says which ones there are. */
@Command(
    name = "lampas",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description =
        "Carries metrics from JVM code to those who need them, and proves that they arrive.",
    subcommands = {
      ServerCommand.class,
      GatewayCommand.class,
      DemoCommand.class,
      QueryCommand.class,
      RangeCommand.class,
      DiffCommand.class,
      ScrapeCommand.class,
      FunctionsCommand.class,
      PresetCommand.class,
      ScrapeConfigCommand.class,
      StoresCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:a check did not hold",
      "2:the arguments, the configuration, the expression or the exposition is wrong",
      "3:a peer does not answer, or the output cannot be written",
      "4:a limit was reached",
      "70:a defect of lampas"
    })
final class LampasCommand implements Runnable {
  @Spec private CommandSpec spec;

  LampasCommand() {
    /* picocli sets the real one before it runs the command. */
    spec = CommandSpec.create();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "subcommand: none (expected: one of these)");
  }
}
