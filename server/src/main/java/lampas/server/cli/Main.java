package lampas.server.cli;

import picocli.CommandLine;

/** Where the packaged program starts. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Logging.setUp();
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return ServerCommand.withSettings(new CommandLine(new LampasCommand()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ErrorText())
        .setUsageHelpAutoWidth(true);
  }
}
