package lampas.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Query presets: lists them, shows what one becomes, or asks by one. */
@Command(
    name = "preset",
    mixinStandardHelpOptions = true,
    description = "Lists query presets, shows the PromQL that one becomes, or asks by one.",
    subcommands = {PresetListCommand.class, PresetPreviewCommand.class, PresetRunCommand.class})
final class PresetCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "subcommand: none (expected: list, preview or run)");
  }
}
