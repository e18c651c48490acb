/** The pretended TiKV cluster of the examples, packaged, scraped by real programs and by ours. */
@NullMarked
package lampas.acceptance.tikv;

import org.jspecify.annotations.NullMarked;
