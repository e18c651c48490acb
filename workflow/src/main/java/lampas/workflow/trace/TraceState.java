package lampas.workflow.trace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;

/**
 * What tracing systems tell each other along a trace, the latest first: the header {@code
 * tracestate}. Source: W3C Trace Context, "Tracestate Header".
 *
 * @param entries at most 32, with keys that differ
 */
public record TraceState(List<Entry> entries) {
  /** Nothing. */
  public static final TraceState EMPTY = new TraceState(List.of());

  private static final int MOST = 32;
  private static final int LONGEST_TEXT = 512;
  private static final int LONG_ENTRY = 128;
  private static final Pattern KEY =
      Pattern.compile(
          "[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13}|[a-z][a-z0-9_*/-]{0,255}");
  private static final Pattern VALUE = Pattern.compile("[ -~&&[^,=]]{0,255}[!-~&&[^,=]]");
  private static final Pattern COMMA = Pattern.compile(",");

  /**
   * Checks the entries.
   *
   * @throws WorkflowException USER if there are more than 32, or two have one key
   */
  public TraceState {
    entries = List.copyOf(entries);
    Set<String> keys = new HashSet<>();
    entries.forEach(entry -> keys.add(entry.key()));
    if (entries.size() > MOST || keys.size() != entries.size()) {
      throw new WorkflowException(
          ErrorKind.USER,
          "tracestate: %s entries with %s keys (expected: at most %s, each key once)"
              .formatted(entries.size(), keys.size(), MOST));
    }
  }

  /** One system's own: a key, and a value that only that system understands. */
  public record Entry(String key, String value) {
    /**
     * Checks both.
     *
     * @throws WorkflowException USER if one is not as the specification wants it
     */
    public Entry {
      if (!KEY.matcher(key).matches() || !VALUE.matcher(value).matches()) {
        throw new WorkflowException(
            ErrorKind.USER,
            "tracestate entry: \"%s=%s\" (expected: a lower-case key and printable ASCII)"
                .formatted(key, value));
      }
    }
  }

  /**
   * Reads the header.
   *
   * @return empty if any of it is invalid
   */
  public static Optional<TraceState> parse(String header) {
    List<Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (String member : COMMA.split(header, -1)) {
      /* Spaces in front belong to a value, those behind do not. */
      String text = member.strip();
      int equals = text.indexOf('=');
      if (text.isEmpty()) {
        continue;
      }
      if (equals < 0
          || !KEY.matcher(text.substring(0, equals)).matches()
          || !VALUE.matcher(text.substring(equals + 1)).matches()
          || !keys.add(text.substring(0, equals))
          || entries.size() == MOST) {
        return Optional.empty();
      }
      entries.add(new Entry(text.substring(0, equals), text.substring(equals + 1)));
    }
    return Optional.of(entries.isEmpty() ? EMPTY : new TraceState(entries));
  }

  /** Puts an entry first, in place of the one with its key; the last of more than 32 is dropped. */
  public TraceState with(String key, String value) {
    List<Entry> all = new ArrayList<>();
    all.add(new Entry(key, value));
    entries.stream().filter(entry -> !entry.key().equals(key)).forEach(all::add);
    return new TraceState(all.subList(0, Math.min(MOST, all.size())));
  }

  /**
   * The value of the header; empty if there is nothing to say.
   *
   * <p>Of what is longer than 512 characters, entries of more than 128 are left out first, then
   * those at the end.
   */
  public String header() {
    List<String> members = new ArrayList<>();
    entries.forEach(entry -> members.add(entry.key() + "=" + entry.value()));
    while (length(members) > LONGEST_TEXT) {
      members.remove(firstToGo(members));
    }
    return String.join(",", members);
  }

  private static int firstToGo(List<String> members) {
    for (int i = members.size() - 1; i >= 0; i--) {
      if (members.get(i).length() > LONG_ENTRY) {
        return i;
      }
    }
    return members.size() - 1;
  }

  private static int length(List<String> members) {
    return members.stream().mapToInt(member -> member.length() + 1).sum() - 1;
  }
}
