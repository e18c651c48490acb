/** Users, roles, permissions and tokens. */
@NullMarked
package lampas.examples.metastore.auth;

import org.jspecify.annotations.NullMarked;
