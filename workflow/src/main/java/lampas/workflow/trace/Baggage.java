package lampas.workflow.trace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;

/**
 * Texts by name that travel with a request: the header {@code baggage}. Source: W3C Baggage.
 *
 * <p>Immutable; in the order in which names came. Everyone on the way can read it, so it holds no
 * secrets.
 *
 * @param entries the entries by name
 */
public record Baggage(Map<String, Entry> entries) {
  /** Nothing. */
  public static final Baggage EMPTY = new Baggage(Map.of());

  /** The most entries that are read, kept and written. */
  public static final int MOST_ENTRIES = 64;

  /** The longest header that is written, and of which more is not read, in bytes. */
  public static final int MOST_BYTES = 8_192;

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[!#-+--:<-\\[\\]-~]*");
  private static final Pattern COMMA = Pattern.compile(",");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /**
   * A value and what is said about it.
   *
   * @param value any text
   * @param properties as they stand in the header, such as {@code ttl=30;internal}; mostly empty
   */
  public record Entry(String value, String properties) {
    public Entry {
      Objects.requireNonNull(value, "value");
      if (!properties.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',')) {
        throw new WorkflowException(
            ErrorKind.USER,
            "baggage properties: \"%s\" (expected: printable ASCII without commas)"
                .formatted(properties));
      }
    }
  }

  /**
   * Checks the entries.
   *
   * @throws WorkflowException USER if a name is no token, LIMIT if there are more than 64 entries
   *     or they are longer than 8,192 bytes
   */
  public Baggage {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    entries.keySet().forEach(Baggage::requireToken);
    if (entries.size() > MOST_ENTRIES) {
      throw new WorkflowException(
          ErrorKind.LIMIT,
          "baggage: %s entries (expected: at most %s)".formatted(entries.size(), MOST_ENTRIES));
    }
    int length = header(entries).length();
    if (length > MOST_BYTES) {
      throw new WorkflowException(
          ErrorKind.LIMIT,
          "baggage: %s bytes as a header (expected: at most %s)".formatted(length, MOST_BYTES));
    }
  }

  /**
   * Reads the header.
   *
   * <p>Entries that are not as the specification wants them are left out, and so is what comes
   * after 64 entries or 8,192 bytes: baggage is no reason to refuse a request. Of two entries with
   * one name the later counts.
   *
   * @param header the values of the header, joined by commas
   */
  public static Baggage parse(String header) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    int length = 0;
    for (String member : COMMA.split(header, -1)) {
      int semicolon = member.indexOf(';');
      String pair = semicolon < 0 ? member : member.substring(0, semicolon);
      String properties = semicolon < 0 ? "" : member.substring(semicolon + 1);
      int equals = pair.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String name = pair.substring(0, equals).strip();
      Optional<Entry> entry = entry(pair.substring(equals + 1).strip(), properties);
      if (entry.isEmpty() || !TOKEN.matcher(name).matches()) {
        continue;
      }
      length += member(name, entry.get()).length() + 1;
      if (length - 1 > MOST_BYTES
          || (entries.size() == MOST_ENTRIES && !entries.containsKey(name))) {
        break;
      }
      entries.put(name, entry.get());
    }
    return entries.isEmpty() ? EMPTY : new Baggage(entries);
  }

  /** The value of a name. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::value);
  }

  /**
   * One more entry, or another value of it.
   *
   * @throws WorkflowException USER if the name is no token, LIMIT if it does not fit
   */
  public Baggage with(String name, String value) {
    Map<String, Entry> all = new LinkedHashMap<>(entries);
    all.put(name, new Entry(value, ""));
    return new Baggage(all);
  }

  /** The value of the header; empty if there is nothing to say. */
  public String header() {
    return header(entries);
  }

  private static Optional<Entry> entry(String encoded, String properties) {
    String stripped = properties.replaceAll("[ \t]", "");
    boolean readable = stripped.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return VALUE.matcher(encoded).matches() && readable
        ? decode(encoded).map(value -> new Entry(value, stripped))
        : Optional.empty();
  }

  private static String header(Map<String, Entry> entries) {
    return entries.entrySet().stream()
        .map(entry -> member(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(","));
  }

  private static String member(String name, Entry entry) {
    String pair = name + "=" + encode(entry.value());
    return entry.properties().isEmpty() ? pair : pair + ";" + entry.properties();
  }

  private static String encode(String value) {
    StringBuilder text = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c == '%' || c > '~' || !VALUE.matcher(String.valueOf(c)).matches()) {
        text.append('%').append(HEX.toHexDigits(b));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /* A per cent sign that begins no byte makes the whole invalid; bytes that are no UTF-8 do not. */
  private static Optional<String> decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return Optional.of(encoded);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < encoded.length()) {
      char c = encoded.charAt(at);
      if (c != '%') {
        bytes.write(c);
        at++;
        continue;
      }
      if (at + 2 >= encoded.length() || !isHex(encoded, at + 1) || !isHex(encoded, at + 2)) {
        return Optional.empty();
      }
      bytes.write(HexFormat.fromHexDigits(encoded, at + 1, at + 3));
      at += 3;
    }
    return Optional.of(bytes.toString(StandardCharsets.UTF_8));
  }

  private static boolean isHex(String text, int at) {
    return HexFormat.isHexDigit(text.charAt(at));
  }

  private static void requireToken(String name) {
    if (!TOKEN.matcher(name).matches()) {
      throw new WorkflowException(
          ErrorKind.USER,
          "baggage name: \"%s\" (expected: letters, digits and !#$%%&'*+-.^_`|~)".formatted(name));
    }
  }
}
