/** Certificates and keys in PEM files, for encrypted connections and client certificates. */
@NullMarked
package lampas.client.tls;

import org.jspecify.annotations.NullMarked;
