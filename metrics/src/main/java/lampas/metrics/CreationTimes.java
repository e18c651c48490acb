package lampas.metrics;

/**
 * Times of creation in four bytes each, by how long after the registry's own they are: milliseconds
 * for the first 24 days, seconds for 68 years.
 *
 * <p>Seconds are cut off, so that no series is older than what it has counted. A time before the
 * registry's, from a clock that was set back, becomes the registry's.
 *
 * @param startMillis when the registry was made
 */
record CreationTimes(long startMillis) {
  int encode(long millis) {
    long offset = Math.max(0, millis - startMillis);
    return offset <= Integer.MAX_VALUE
        ? (int) offset
        : (int) Math.max(-(offset / 1000), Integer.MIN_VALUE);
  }

  long decode(int code) {
    return startMillis + (code >= 0 ? code : code * -1000L);
  }
}
