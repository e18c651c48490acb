package lampas.examples.metastore.state;

/**
 * How much a state holds.
 *
 * @param keys how many keys exist now
 * @param versions how many versions of keys there are, deletions included
 * @param bytes the bytes of keys and values of all versions
 * @param leases how many leases are alive
 */
public record StateSize(long keys, long versions, long bytes, long leases) {}
