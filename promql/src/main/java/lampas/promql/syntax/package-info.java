/** PromQL as text and as a tree: the parser, the tree, the printer. */
@NullMarked
package lampas.promql.syntax;

import org.jspecify.annotations.NullMarked;
