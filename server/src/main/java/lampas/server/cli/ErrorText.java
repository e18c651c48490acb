package lampas.server.cli;

import lampas.model.error.LampasException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints an exception as one message; only a defect of lampas shows where it happened. */
final class ErrorText implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult arguments) {
    if (exception instanceof LampasException known) {
      command.getErr().println(command.getColorScheme().errorText("lampas: " + known.getMessage()));
      return ExitCode.of(known.kind()).code();
    }
    if (exception instanceof IllegalArgumentException wrong) {
      command.getErr().println(command.getColorScheme().errorText("lampas: " + wrong.getMessage()));
      return ExitCode.USAGE.code();
    }
    command.getErr().println("lampas: a defect of lampas itself; please report it with this trace");
    exception.printStackTrace(command.getErr());
    return ExitCode.INTERNAL.code();
  }
}
