/** What a TiKV cluster's stores do, as one snapshot with a reason for everything that is absent. */
@NullMarked
package lampas.client.tikv;

import org.jspecify.annotations.NullMarked;
