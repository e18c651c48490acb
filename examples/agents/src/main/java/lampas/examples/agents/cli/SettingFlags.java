package lampas.examples.agents.cli;

import java.util.HashMap;
import java.util.Map;
import lampas.examples.agents.config.Setting;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A flag for every row of the table of settings. */
final class SettingFlags {
  private SettingFlags() {}

  static void addTo(CommandSpec spec) {
    for (Setting<?> setting : Setting.all()) {
      spec.addOption(
          OptionSpec.builder(setting.flagName())
              .type(String.class)
              .paramLabel("VALUE")
              .description(
                  "%s Default: %s. Environment: %s."
                      .formatted(
                          setting.description(),
                          setting.defaultText().isEmpty() ? "none" : setting.defaultText(),
                          setting.environmentName()))
              .build());
    }
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build());
  }

  /** Those that were given. */
  static Map<String, String> given(CommandSpec spec) {
    Map<String, String> given = new HashMap<>();
    for (Setting<?> setting : Setting.all()) {
      ArgSpec option = spec.findOption(setting.flagName());
      if (option != null && option.getValue() instanceof String value) {
        given.put(setting.flagName(), value);
      }
    }
    return given;
  }
}
