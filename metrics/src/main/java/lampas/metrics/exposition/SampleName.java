package lampas.metrics.exposition;

/**
 * The name of a sample as a line begins: {@code name}, or <code>{"name"</code> if it needs quotes
 * and so stands inside the braces.
 */
final class SampleName {
  final byte[] bytes;
  final boolean quoted;

  private SampleName(byte[] bytes, boolean quoted) {
    this.bytes = bytes;
    this.quoted = quoted;
  }

  static SampleName of(String name, Escaping escaping) {
    String escaped = escaping.escape(name);
    return Escaping.isLegacy(escaped)
        ? new SampleName(EncodedFamily.utf8(escaped), false)
        : new SampleName(EncodedFamily.utf8("{\"" + EscapedText.escaped(escaped) + "\""), true);
  }
}
