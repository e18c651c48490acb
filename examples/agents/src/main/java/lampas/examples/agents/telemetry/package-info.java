/** The metrics of the platform: names and labels are a contract with rules and dashboards. */
@NullMarked
package lampas.examples.agents.telemetry;

import org.jspecify.annotations.NullMarked;
