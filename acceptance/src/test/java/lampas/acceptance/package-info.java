/** Black-box tests: the packaged program, asked and fed by programs that nobody here wrote. */
@NullMarked
package lampas.acceptance;

import org.jspecify.annotations.NullMarked;
