package lampas.server.proxy;

import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** What is known of one request so far. Belongs to the thread that handles it. */
final class AuditEntry {
  private final Instant time;
  private final long begunNanos;
  private String tenant = "";
  private String client = "";
  private String endpoint = "";
  private String asked = "";
  private String sent = "";
  private String upstream = "";
  private boolean coalesced;
  private int status;
  private long durationNanos;
  private long series;
  private long bytes;
  private String error = "";

  AuditEntry(Instant time, long begunNanos) {
    this.time = time;
    this.begunNanos = begunNanos;
  }

  long begunNanos() {
    return begunNanos;
  }

  String tenant() {
    return tenant;
  }

  String endpoint() {
    return endpoint;
  }

  int status() {
    return status;
  }

  void from(String address, String route) {
    client = address;
    endpoint = route;
  }

  void tenant(String name) {
    tenant = name;
  }

  /** What the client asked, and what was made of it. */
  void expression(String original, String forced) {
    asked = original;
    sent = forced;
  }

  void coalesced(boolean joined) {
    coalesced = joined;
  }

  boolean isCoalesced() {
    return coalesced;
  }

  /** What the backend did: {@code ok} or the kind of its failure. */
  void upstream(String outcome) {
    upstream = outcome;
  }

  void answered(long seriesInAnswer, long bytesInAnswer) {
    series = seriesInAnswer;
    bytes = bytesInAnswer;
  }

  void failed(String message) {
    error = message;
  }

  void ended(int httpStatus, long nanos) {
    status = httpStatus;
    durationNanos = nanos;
  }

  void write(JsonGenerator json, int expressionLength) {
    json.writeStartObject();
    json.writeStringProperty("time", time.toString());
    json.writeStringProperty("tenant", tenant);
    json.writeStringProperty("client", client);
    json.writeStringProperty("endpoint", endpoint);
    text(json, "asked", asked, expressionLength);
    text(json, "sent", sent, expressionLength);
    json.writeNumberProperty("status", status);
    json.writeNumberProperty("duration_seconds", durationNanos / 1e9);
    json.writeNumberProperty("series", series);
    json.writeNumberProperty("bytes", bytes);
    json.writeBooleanProperty("coalesced", coalesced);
    json.writeStringProperty("upstream", upstream);
    text(json, "error", error, expressionLength);
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String value, int longest) {
    boolean cut = value.length() > longest;
    String kept = cut ? value.substring(0, longest) + "…" : value;
    json.writeStringProperty(name, wellFormed(kept));
  }

  /* Half a surrogate pair has no UTF-8. */
  private static String wellFormed(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xfffd : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
