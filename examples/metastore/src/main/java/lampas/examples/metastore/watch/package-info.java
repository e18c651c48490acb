/** Watchers: each is a cursor in the history of keys, and nothing is queued for it. */
@NullMarked
package lampas.examples.metastore.watch;

import org.jspecify.annotations.NullMarked;
