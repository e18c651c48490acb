package lampas.client.tikv;

import java.time.Duration;

/** Why one endpoint of PD did not tell its stores. */
public sealed interface DirectoryFailure {
  /** It answered with another status than 200. */
  record Refused(int status) implements DirectoryFailure {}

  /** No connection, or it broke before the answer was complete. */
  record Unreachable() implements DirectoryFailure {}

  /** The answer was not complete in time. */
  record TimedOut(Duration timeout) implements DirectoryFailure {}

  /** The answer is larger than it may be. */
  record TooLarge(long maximumBytes) implements DirectoryFailure {}

  /** What came back is not PD's list of stores. */
  record Unreadable(String what) implements DirectoryFailure {}

  /** The calling thread was interrupted. */
  record Interrupted() implements DirectoryFailure {}
}
