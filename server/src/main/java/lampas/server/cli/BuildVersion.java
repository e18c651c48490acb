package lampas.server.cli;

import lampas.server.build.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class BuildVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    BuildInfo build = BuildInfo.read();
    return new String[] {"lampas " + build.version() + " (Java " + Runtime.version() + ")"};
  }
}
