/**
 * What a backend answers to other questions than queries: rules, alerts, targets, its own state.
 */
@NullMarked
package lampas.client.answer;

import org.jspecify.annotations.NullMarked;
