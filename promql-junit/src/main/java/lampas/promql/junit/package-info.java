/**
 * Assertions for JUnit on what PromQL answers: over written series or an application's registry.
 */
@NullMarked
package lampas.promql.junit;

import org.jspecify.annotations.NullMarked;
