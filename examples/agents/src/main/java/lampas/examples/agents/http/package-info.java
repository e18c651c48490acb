/** What both services answer over HTTP, whichever server carries it. */
@NullMarked
package lampas.examples.agents.http;

import org.jspecify.annotations.NullMarked;
