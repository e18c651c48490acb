package lampas.client.tls;

import java.nio.file.Path;

/**
 * A certificate that is shown to the backend.
 *
 * @param certificate a PEM file with the certificate and, after it, those that vouch for it
 * @param key a PEM file with its private key, without a passphrase
 */
public record ClientKey(Path certificate, Path key) {}
