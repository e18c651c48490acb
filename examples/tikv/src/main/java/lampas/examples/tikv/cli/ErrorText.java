package lampas.examples.tikv.cli;

import lampas.model.error.LampasException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints an exception as one message; only a defect shows where it happened. */
final class ErrorText implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult arguments) {
    ExitCode code =
        switch (exception) {
          case LampasException known -> ExitCode.of(known.kind());
          case IllegalArgumentException wrong -> ExitCode.USAGE;
          default -> ExitCode.INTERNAL;
        };
    if (code == ExitCode.INTERNAL) {
      command.getErr().println("tikv: a defect; please report it with this trace");
      exception.printStackTrace(command.getErr());
    } else {
      command.getErr().println("tikv: " + exception.getMessage());
    }
    return code.code();
  }
}
