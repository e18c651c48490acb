package lampas.examples.agents.cli;

import java.util.ArrayList;
import java.util.List;
import lampas.model.error.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with the arguments; an unknown flag comes with the nearest known one. */
final class WrongArguments implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    List<String> flags = new ArrayList<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        flags.addAll(List.of(option.names()));
      }
    }
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      for (String argument : unmatched.getUnmatched()) {
        if (argument.startsWith("-")) {
          String flag = argument.split("=", 2)[0];
          String hint =
              NearestName.of(flag, flags)
                  .map(nearest -> "did you mean " + nearest + "?")
                  .orElse("--help lists them");
          command.getErr().println("agents: " + flag + ": unknown flag (" + hint + ")");
        } else {
          command.getErr().println("agents: " + argument + ": unknown argument (expected: flags)");
        }
      }
    } else {
      command.getErr().println("agents: " + wrong.getMessage());
    }
    return ExitCode.USAGE.code();
  }
}
