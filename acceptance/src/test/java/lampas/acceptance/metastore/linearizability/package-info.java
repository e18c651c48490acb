/**
 * Decides whether what clients saw of a register can be explained by operations that happened one
 * after another.
 */
@NullMarked
package lampas.acceptance.metastore.linearizability;

import org.jspecify.annotations.NullMarked;
