package lampas.examples.agents.cli;

import lampas.model.error.LampasException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints an exception as one message; only a defect shows where it happened. */
final class ErrorText implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult arguments) {
    if (exception instanceof LampasException known) {
      known.getMessage().lines().forEach(line -> command.getErr().println("agents: " + line));
      return ExitCode.of(known.kind()).code();
    }
    command.getErr().println("agents: a defect; please report it with this trace");
    exception.printStackTrace(command.getErr());
    return ExitCode.INTERNAL.code();
  }
}
