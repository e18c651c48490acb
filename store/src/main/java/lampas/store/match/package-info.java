/** Matchers of label values, compiled: RE2 expressions with fast ways for the common ones. */
@NullMarked
package lampas.store.match;

import org.jspecify.annotations.NullMarked;
