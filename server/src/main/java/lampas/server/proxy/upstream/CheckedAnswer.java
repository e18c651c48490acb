package lampas.server.proxy.upstream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lampas.server.proxy.tenant.Tenant;
import lampas.server.proxy.upstream.AnswerCheck.LabelRule;
import lampas.server.proxy.upstream.AnswerCheck.Member;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A successful answer that its tenant may see: the backend's own bytes, less members of the
 * envelope that Prometheus does not have, and with remarks freed of addresses.
 */
public final class CheckedAnswer {
  private static final JsonMapper JSON = new JsonMapper();

  @SuppressWarnings("ArrayRecordComponent") // Never compared, and copied by nobody.
  private record Piece(byte[] bytes, int start, int end) {}

  private final RawAnswer raw;
  private final List<Piece> pieces;
  private final int count;

  private CheckedAnswer(RawAnswer raw, List<Piece> pieces, int count) {
    this.raw = raw;
    this.pieces = pieces;
    this.count = count;
  }

  static CheckedAnswer of(
      RawAnswer raw, Question question, Tenant tenant, LabelRule rule, AddressFilter filter) {
    AnswerCheck check = new AnswerCheck(raw, question, tenant, rule);
    check.run();
    List<Piece> pieces =
        check.isSentAsItIs()
            ? List.of(new Piece(raw.body(), 0, raw.length()))
            : pieces(raw, check.members(), filter);
    return new CheckedAnswer(raw, pieces, check.count());
  }

  private static List<Piece> pieces(RawAnswer raw, List<Member> members, AddressFilter filter) {
    List<Piece> pieces = new ArrayList<>();
    String separator = "{";
    for (Member member : members) {
      pieces.add(piece(separator));
      pieces.add(
          member.remarks()
              ? piece(remarks(raw, member, filter))
              : new Piece(raw.body(), member.start(), member.end()));
      separator = ",";
    }
    pieces.add(piece("}"));
    return pieces;
  }

  private static Piece piece(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Piece(bytes, 0, bytes.length);
  }

  private static String remarks(RawAnswer raw, Member member, AddressFilter filter) {
    String text =
        "{"
            + new String(
                raw.body(), member.start(), member.end() - member.start(), StandardCharsets.UTF_8)
            + "}";
    var named = JSON.readTree(text).properties().iterator().next();
    ArrayNode clean = JSON.createArrayNode();
    for (JsonNode remark : named.getValue()) {
      clean.add(filter.clean(remark.asString("")));
    }
    return JSON.writeValueAsString(named.getKey()) + ":" + clean;
  }

  /** How many series, labels or values it has. */
  public int count() {
    return count;
  }

  /** How many bytes it has. */
  public long bytes() {
    return pieces.stream().mapToLong(piece -> piece.end() - piece.start()).sum();
  }

  /** The decoded answer, for those that are looked into. */
  public JsonNode json() {
    return JSON.readTree(raw.body(), 0, raw.length());
  }

  public void writeTo(OutputStream out) throws IOException {
    for (Piece piece : pieces) {
      out.write(piece.bytes(), piece.start(), piece.end() - piece.start());
    }
  }
}
