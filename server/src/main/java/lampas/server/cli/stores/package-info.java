/** What is known of a TiKV cluster's stores, as a table for people and as JSON for programs. */
@NullMarked
package lampas.server.cli.stores;

import org.jspecify.annotations.NullMarked;
