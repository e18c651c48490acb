package lampas.server.proxy.upstream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import lampas.server.proxy.tenant.ForcedLabel;
import lampas.server.proxy.tenant.Tenant;

/**
 * Reads a successful answer once, without decoding it: is it whole, how many series are in it, and
 * does one belong to another tenant.
 */
final class AnswerCheck {
  private static final byte[] STATUS = bytes("status");
  private static final byte[] SUCCESS = bytes("success");
  private static final byte[] DATA = bytes("data");
  private static final byte[] RESULT = bytes("result");
  private static final byte[] METRIC = bytes("metric");
  private static final byte[] SERIES_LABELS = bytes("seriesLabels");
  private static final byte[] WARNINGS = bytes("warnings");
  private static final byte[] INFOS = bytes("infos");
  private static final byte[] IS_PARTIAL = bytes("isPartial");

  /** How the labels of the answer stand to the tenant's. */
  enum LabelRule {
    /** Every series has the tenant's labels. */
    PRESENT,
    /** A series may lack them, but has no others. */
    NOT_OTHERS,
    /** The expression may have made labels of its own. */
    ANY
  }

  /** A member of the envelope that is sent on: from its name to the end of its value. */
  record Member(int start, int end, boolean remarks) {}

  private final JsonScan json;
  private final Question question;
  private final Tenant tenant;
  private final LabelRule rule;
  private final List<byte[]> names = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private boolean success;
  private boolean unknownMembers;
  private int count;

  AnswerCheck(RawAnswer answer, Question question, Tenant tenant, LabelRule rule) {
    this.json = new JsonScan(answer.body(), answer.length());
    this.question = question;
    this.tenant = tenant;
    this.rule = rule;
    tenant.labels().forEach(label -> names.add(bytes(label.name())));
  }

  /** Reads the answer. */
  void run() {
    boolean data = false;
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.peek();
      int start = json.position();
      json.name();
      boolean known = true;
      boolean remarks = false;
      if (json.was(STATUS)) {
        json.string();
        success = json.was(SUCCESS);
      } else if (json.was(DATA)) {
        data();
        data = true;
      } else {
        remarks = json.was(WARNINGS) || json.was(INFOS);
        known = remarks || json.was(IS_PARTIAL);
        json.skip();
      }
      if (known) {
        members.add(new Member(start, json.position(), remarks));
      } else {
        unknownMembers = true;
      }
    }
    json.finish();
    if (!success || !data) {
      throw JsonScan.malformed("no status and data in it");
    }
    if (count > tenant.limits().series()) {
      throw new UpstreamException(
          UpstreamFailure.TOO_MANY_SERIES,
          "answer: %s series or values (expected: at most %s)"
              .formatted(count, tenant.limits().series()));
    }
  }

  /** How many series, labels or values the answer has. */
  int count() {
    return count;
  }

  /** Whether the whole body can be sent as it is. */
  boolean isSentAsItIs() {
    return !unknownMembers && members.stream().noneMatch(Member::remarks);
  }

  List<Member> members() {
    return members;
  }

  private void data() {
    switch (question.call()) {
      case QUERY, QUERY_RANGE -> result();
      case SERIES -> each(() -> labels(LabelRule.PRESENT));
      case LABELS -> each(json::string);
      case LABEL_VALUES -> each(this::labelValue);
      case QUERY_EXEMPLARS -> each(() -> member(SERIES_LABELS, LabelRule.PRESENT));
      case METADATA, RULES, ALERTS, TARGETS -> json.skip();
    }
  }

  private void result() {
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.name();
      if (json.was(RESULT)) {
        each(this::element);
      } else {
        json.skip();
      }
    }
  }

  /* Scalars and strings are an array of a time and a value. */
  private void element() {
    if (json.peek() == '{') {
      member(METRIC, rule);
    } else {
      json.skip();
    }
  }

  private void each(Runnable element) {
    if (json.peek() == 'n') {
      /* null: Go's empty list. */
      json.skip();
      return;
    }
    for (boolean more = json.open('[', ']'); more; more = json.more(']')) {
      element.run();
      count++;
    }
  }

  private void member(byte[] name, LabelRule labelRule) {
    boolean found = false;
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.name();
      if (json.was(name)) {
        labels(labelRule);
        found = true;
      } else {
        json.skip();
      }
    }
    if (!found && labelRule == LabelRule.PRESENT) {
      throw foreign(name);
    }
  }

  private void labels(LabelRule labelRule) {
    if (labelRule == LabelRule.ANY) {
      json.skip();
      return;
    }
    int found = 0;
    for (boolean more = json.open('{', '}'); more; more = json.more('}')) {
      json.name();
      int label = forced();
      json.string();
      if (label >= 0) {
        found++;
        if (!tenant.labels().get(label).values().contains(json.lastString())) {
          throw foreign(names.get(label));
        }
      }
    }
    if (labelRule == LabelRule.PRESENT && found < names.size()) {
      throw foreign(names.getFirst());
    }
  }

  private int forced() {
    for (int i = 0; i < names.size(); i++) {
      if (json.was(names.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private void labelValue() {
    json.string();
    tenant
        .label(question.subject())
        .map(ForcedLabel::values)
        .filter(values -> !values.contains(json.lastString()))
        .ifPresent(values -> {
          throw foreign(bytes(question.subject()));
        });
  }

  private UpstreamException foreign(byte[] label) {
    return new UpstreamException(
        UpstreamFailure.FOREIGN,
        "internal error (see the gateway's log)",
        new IllegalStateException(
            "%s: the backend's answer has another %s than %s (asked: %s %s)"
                .formatted(
                    tenant.name(),
                    new String(label, StandardCharsets.UTF_8),
                    tenant.matchers(),
                    question.subject(),
                    question.selectors())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
