/** What both services have in common: what they answer, whether they are well, how they stop. */
@NullMarked
package lampas.examples.agents.service;

import org.jspecify.annotations.NullMarked;
