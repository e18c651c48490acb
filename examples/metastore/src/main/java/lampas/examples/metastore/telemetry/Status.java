package lampas.examples.metastore.telemetry;

/** How something ended. */
enum Status {
  OK,
  ERROR;

  static Status of(boolean succeeded) {
    return succeeded ? OK : ERROR;
  }
}
