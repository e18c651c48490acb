/** Times every Redis command of Lettuce and watches connections, streams and consumer groups. */
@NullMarked
package lampas.metrics.redis;

import org.jspecify.annotations.NullMarked;
