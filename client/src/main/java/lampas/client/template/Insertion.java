package lampas.client.template;

/**
 * What a placeholder became at one of its places.
 *
 * @param placeholder its name; {@code tenant} for the matchers that were forced in
 * @param text what it became; empty for no matchers and no labels
 * @param start the offset of the text's first character in the query
 * @param end the offset after the text's last character
 */
public record Insertion(String placeholder, String text, int start, int end) {}
