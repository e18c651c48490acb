package lampas.examples.metastore.cli;

import picocli.CommandLine;

/** Where the packaged program starts. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Logging.setUp();
    System.exit(MetastoreCommand.commandLine().execute(arguments));
  }

  static CommandLine prepared(CommandLine command) {
    return command
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ErrorText())
        .setParameterExceptionHandler(new WrongArguments())
        .setUsageHelpAutoWidth(true);
  }
}
