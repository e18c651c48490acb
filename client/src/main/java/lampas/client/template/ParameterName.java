package lampas.client.template;

import java.util.regex.Pattern;

/** The names of placeholders and of presets. */
final class ParameterName {
  private static final Pattern LEGAL = Pattern.compile("[a-z_][a-z0-9_]{0,39}");
  private static final Pattern LEGAL_PRESET = Pattern.compile("[a-z][a-z0-9_.-]{0,99}");

  private ParameterName() {}

  /** Whether a placeholder may have the name. */
  static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }

  /** Whether a preset may have the name. */
  static boolean isLegalForPreset(String name) {
    return LEGAL_PRESET.matcher(name).matches();
  }
}
