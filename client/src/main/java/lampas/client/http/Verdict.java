package lampas.client.http;

/** What a failed request says of the backend. */
public enum Verdict {
  /** The request is at fault. */
  REFUSED,
  /** The backend is well but has too much to do: asking again may help. */
  BUSY,
  /** The backend is not well: asking again may help. */
  SICK,
  /** The backend is not well, and the same request will fail again. */
  BROKEN;

  boolean mayHelpToRepeat() {
    return this == BUSY || this == SICK;
  }

  boolean isWell() {
    return this == REFUSED || this == BUSY;
  }
}
