package lampas.examples.tikv.cli;

import picocli.CommandLine;

/** Where the packaged program starts. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new TikvCommand())
        .setExecutionExceptionHandler(new ErrorText())
        .setUsageHelpAutoWidth(true);
  }
}
