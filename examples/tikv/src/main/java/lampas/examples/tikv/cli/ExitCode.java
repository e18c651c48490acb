package lampas.examples.tikv.cli;

import lampas.model.error.ErrorKind;

/** What the command's exit code means. */
enum ExitCode {
  OK(0),
  /** The arguments are wrong. */
  USAGE(2),
  /** A port is taken. */
  UNAVAILABLE(3),
  /** A defect. */
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
      case LIMIT, UNAVAILABLE -> UNAVAILABLE;
      case INTERNAL -> INTERNAL;
    };
  }
}
