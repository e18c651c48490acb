package lampas.examples.metastore.state;

/**
 * A checksum by which nodes are compared.
 *
 * @param hash CRC-32C of the versions
 * @param revision the newest revision that is in it
 * @param compactedRevision the revision up to which history was gone
 */
public record StateHash(int hash, long revision, long compactedRevision) {}
