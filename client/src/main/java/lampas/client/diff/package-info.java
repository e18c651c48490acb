/** The same query on two backends, and why the answers differ. */
@NullMarked
package lampas.client.diff;

import org.jspecify.annotations.NullMarked;
