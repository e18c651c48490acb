package lampas.examples.metastore.auth;

import java.time.Instant;

/**
 * What a token says, after its signature was found to be right.
 *
 * @param authRevision the revision of users and roles at which the password was compared
 * @param expiry when it is no longer valid, in milliseconds of precision
 */
public record Token(String user, long authRevision, Instant expiry) {}
