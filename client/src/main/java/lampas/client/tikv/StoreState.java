package lampas.client.tikv;

import java.util.Arrays;

/** What PD thinks of a store; the texts are those of PD's {@code state_name}. */
public enum StoreState {
  UP("Up"),
  /** It is being decommissioned: PD moves its regions away, and it still serves. */
  OFFLINE("Offline"),
  /** It was decommissioned: nothing is on it any more. */
  TOMBSTONE("Tombstone"),
  /** PD has not heard of it for some seconds. */
  DISCONNECTED("Disconnected"),
  /** PD has not heard of it for long, and puts its regions elsewhere. */
  DOWN("Down"),
  /** PD was not asked, or uses a word that is not known here. */
  UNKNOWN("Unknown");

  private final String text;

  StoreState(String text) {
    this.text = text;
  }

  static StoreState of(String stateName) {
    return Arrays.stream(values())
        .filter(state -> state.text.equals(stateName))
        .findFirst()
        .orElse(UNKNOWN);
  }

  /** As PD writes it. */
  public String text() {
    return text;
  }
}
