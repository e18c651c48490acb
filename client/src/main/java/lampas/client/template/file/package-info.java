/** Presets in YAML files, and those that come along. */
@NullMarked
package lampas.client.template.file;

import org.jspecify.annotations.NullMarked;
