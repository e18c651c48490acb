/** Runs the test scripts of PromQL: series in short notation, evaluations, what must come out. */
@NullMarked
package lampas.promql.script;

import org.jspecify.annotations.NullMarked;
