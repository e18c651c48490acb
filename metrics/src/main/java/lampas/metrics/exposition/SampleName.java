package lampas.metrics.exposition;

/**
 * The name of a sample as a line begins.
 *
 * @param bytes {@code name}, or <code>{"name"</code> if it needs quotes
 * @param quoted whether the name stands inside the braces
 */
record SampleName(byte[] bytes, boolean quoted) {
  static SampleName of(String name, Escaping escaping) {
    String escaped = escaping.escape(name);
    return Escaping.isLegacy(escaped)
        ? new SampleName(EncodedFamily.utf8(escaped), false)
        : new SampleName(EncodedFamily.utf8("{\"" + EscapedText.escaped(escaped) + "\""), true);
  }
}
