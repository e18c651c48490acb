package lampas.examples.agents.cli;

/** Where the packaged program starts. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Logging.setUp();
    System.exit(AgentsCommand.commandLine().execute(arguments));
  }
}
