/** The demo: a real service under a bounded load, and the proof that its metrics arrive. */
@NullMarked
package lampas.server.demo;

import org.jspecify.annotations.NullMarked;
