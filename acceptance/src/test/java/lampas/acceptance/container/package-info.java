/** The utilisation of containers, from fake agents through real servers to the client. */
@NullMarked
package lampas.acceptance.container;

import org.jspecify.annotations.NullMarked;
