/** Exemplars that scrapes brought, the newest so many of them. */
@NullMarked
package lampas.server.exemplar;

import org.jspecify.annotations.NullMarked;
