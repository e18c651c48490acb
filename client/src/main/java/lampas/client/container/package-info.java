/** The utilisation of containers, asked of any backend: series over time and live statistics. */
@NullMarked
package lampas.client.container;

import org.jspecify.annotations.NullMarked;
