package lampas.workflow.trace;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;

/**
 * Where in which trace something happens, as headers {@code traceparent} and {@code tracestate}
 * say. Source: W3C Trace Context, levels 1 and 2.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all 0
 * @param spanId 16 lower-case hexadecimal digits, not all 0: the caller of what happens
 * @param flags 8 bits; 1 is "sampled", 2 is "the trace id is random"
 * @param state what tracing systems tell each other
 */
public record TraceContext(String traceId, String spanId, int flags, TraceState state) {
  /** The caller may have recorded the trace. */
  public static final int SAMPLED = 1;

  /** The right half of the trace id is random. */
  public static final int RANDOM = 2;

  private static final int TRACE_ID_LENGTH = 32;
  private static final int SPAN_ID_LENGTH = 16;
  private static final int LENGTH = 55;
  private static final HexFormat HEX = HexFormat.of();

  /**
   * Checks the ids.
   *
   * @throws WorkflowException USER if one is not as the specification wants it
   */
  public TraceContext {
    requireId("trace id", traceId, TRACE_ID_LENGTH);
    requireId("span id", spanId, SPAN_ID_LENGTH);
    if (flags < 0 || flags > 0xff) {
      throw new WorkflowException(
          ErrorKind.USER, "trace flags: " + flags + " (expected: 0 to 255)");
    }
  }

  /** The beginning of a new trace, with random ids, which nobody has recorded so far. */
  public static TraceContext fresh() {
    return new TraceContext(
        randomId(TRACE_ID_LENGTH), randomId(SPAN_ID_LENGTH), RANDOM, TraceState.EMPTY);
  }

  /**
   * The trace context of a request.
   *
   * <p>A {@code tracestate} that is invalid is left out, as the specification says.
   *
   * @param traceparent the value of the header
   * @param tracestate the values of the header, joined by commas; empty if there is none
   * @return empty if {@code traceparent} is invalid
   */
  public static Optional<TraceContext> parse(String traceparent, String tracestate) {
    String text = traceparent.strip();
    if (!isWellFormed(text)) {
      return Optional.empty();
    }
    return Optional.of(
        new TraceContext(
            text.substring(3, 35),
            text.substring(36, 52),
            HexFormat.fromHexDigits(text, 53, LENGTH),
            TraceState.parse(tracestate).orElse(TraceState.EMPTY)));
  }

  /** The value of the header {@code traceparent}, in version 00; flags that it lacks are 0. */
  public String traceparent() {
    return "00-" + traceId + "-" + spanId + "-" + HEX.toHexDigits((byte) (flags & 0x3));
  }

  /** Whether the caller may have recorded the trace. */
  public boolean isSampled() {
    return (flags & SAMPLED) != 0;
  }

  /** The same trace, one call further in: a new random span id. */
  public TraceContext child() {
    return new TraceContext(traceId, randomId(SPAN_ID_LENGTH), flags, state);
  }

  /* A later version may have more behind what version 00 has. */
  private static boolean isWellFormed(String text) {
    return text.length() >= LENGTH
        && isHex(text, 0, 2)
        && !text.startsWith("ff")
        && (text.length() == LENGTH || (!text.startsWith("00") && text.charAt(LENGTH) == '-'))
        && text.charAt(2) == '-'
        && isId(text, 3, 35)
        && text.charAt(35) == '-'
        && isId(text, 36, 52)
        && text.charAt(52) == '-'
        && isHex(text, 53, LENGTH);
  }

  private static void requireId(String what, String id, int length) {
    if (id.length() != length || !isId(id, 0, length)) {
      throw new WorkflowException(
          ErrorKind.USER,
          "%s: \"%s\" (expected: %s lower-case hexadecimal digits, not all 0)"
              .formatted(what, id, length));
    }
  }

  private static boolean isId(String text, int from, int to) {
    return isHex(text, from, to)
        && text.chars().skip(from).limit(to - from).anyMatch(c -> c != '0');
  }

  private static boolean isHex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static String randomId(int length) {
    byte[] bytes = new byte[length / 2];
    do {
      ThreadLocalRandom.current().nextBytes(bytes);
    } while (isZero(bytes));
    return HEX.formatHex(bytes);
  }

  private static boolean isZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
