package lampas.metrics.grpc.dialect;

import java.util.Locale;

/** The end of a call that is measured. */
public enum Side {
  SERVER,
  CLIENT;

  /** What the names of its metrics begin with. */
  public String prefix() {
    return "grpc_" + name().toLowerCase(Locale.ROOT) + "_";
  }
}
