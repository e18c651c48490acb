/** The stores together, what PD says of them, and the truth. */
@NullMarked
package lampas.examples.tikv.cluster;

import org.jspecify.annotations.NullMarked;
