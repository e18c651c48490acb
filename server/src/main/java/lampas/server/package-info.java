/** The server: scrape, store, query and serve in one process. */
@NullMarked
package lampas.server;

import org.jspecify.annotations.NullMarked;
