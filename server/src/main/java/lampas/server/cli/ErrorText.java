package lampas.server.cli;

import java.io.UncheckedIOException;
import lampas.model.error.LampasException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints an exception as one message; only a defect of lampas shows where it happened. */
final class ErrorText implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult arguments) {
    ExitCode code =
        switch (exception) {
          case LampasException known -> ExitCode.of(known.kind());
          case UncheckedIOException unavailable -> ExitCode.UNAVAILABLE;
          case IllegalArgumentException wrong -> ExitCode.USAGE;
          default -> ExitCode.INTERNAL;
        };
    if (code == ExitCode.INTERNAL) {
      command.getErr().println("lampas: a defect of lampas; please report it with this trace");
      exception.printStackTrace(command.getErr());
    } else {
      String message = "lampas: " + exception.getMessage();
      command.getErr().println(command.getColorScheme().errorText(message));
    }
    return code.code();
  }
}
