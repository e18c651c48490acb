package lampas.server.cli;

import lampas.model.error.ErrorKind;

/** What the command's exit code means; docs/command.md lists them for scripts. */
enum ExitCode {
  OK(0),
  /** A check did not hold, such as a row of the demo's table. */
  CHECK_FAILED(1),
  /** The arguments, the configuration, the expression or the exposition is wrong. */
  USAGE(2),
  /** A peer does not answer, or answers nonsense, or the output cannot be written. */
  UNAVAILABLE(3),
  /** A limit was reached. */
  LIMIT(4),
  /** A defect of lampas. */
  INTERNAL(70);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static ExitCode of(ErrorKind kind) {
    return switch (kind) {
      case USER -> USAGE;
      case LIMIT -> LIMIT;
      case UNAVAILABLE -> UNAVAILABLE;
      case INTERNAL -> INTERNAL;
    };
  }
}
