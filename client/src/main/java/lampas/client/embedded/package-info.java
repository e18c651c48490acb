/** The engine in this process as a backend, alone or in front of a remote one. */
@NullMarked
package lampas.client.embedded;

import org.jspecify.annotations.NullMarked;
