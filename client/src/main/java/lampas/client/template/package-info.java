/** Queries made from presets: templates whose placeholders are filled with values, never text. */
@NullMarked
package lampas.client.template;

import org.jspecify.annotations.NullMarked;
