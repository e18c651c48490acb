package lampas.server.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Where the packaged program starts. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Logging.setUp();
    CommandLine command = commandLine();
    int code = command.execute(arguments);
    System.exit(afterWriting(System.out, command.getErr(), code));
  }

  /** The exit code, or another one if all was well except that the output could not be written. */
  static int afterWriting(PrintStream out, PrintWriter errors, int code) {
    if (code != ExitCode.OK.code() || !out.checkError()) {
      return code;
    }
    errors.println("lampas: standard output: not all could be written (expected: open, with room)");
    errors.flush();
    return ExitCode.UNAVAILABLE.code();
  }

  static CommandLine commandLine() {
    return ServerCommand.withSettings(new CommandLine(new LampasCommand()))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new ErrorText())
        .setUsageHelpAutoWidth(true);
  }
}
