package lampas.server.exemplar;

import lampas.model.label.Labels;

/** An exemplar and the series whose sample brought it. */
public record StoredExemplar(Labels series, Labels labels, double value, long timeMillis) {
  /** Whether it says the same as another one, whenever that was. */
  boolean repeats(StoredExemplar other) {
    return labels.equals(other.labels) && Double.compare(value, other.value) == 0;
  }
}
