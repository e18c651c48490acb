package lampas.examples.agents;

import java.util.HashMap;
import java.util.Map;
import lampas.examples.agents.config.AgentsConfiguration;
import lampas.examples.agents.config.ConfigurationLoader;

/** Configurations of tests: free ports, and short times. */
public final class Configurations {
  private Configurations() {}

  /** One with more settings: a flag, then its value. */
  public static AgentsConfiguration with(String... settings) {
    Map<String, String> flags =
        new HashMap<>(
            Map.of(
                "--port", "0",
                "--workers-port", "0",
                "--redis-timeout", "1s",
                "--claim-idle", "300ms",
                "--drain", "5s"));
    for (int i = 0; i < settings.length; i += 2) {
      flags.put(settings[i], settings[i + 1]);
    }
    return ConfigurationLoader.empty().withFlags(flags).load();
  }
}
