package lampas.acceptance.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.api.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lampas.acceptance.metastore.linearizability.Linearizability;
import lampas.acceptance.metastore.linearizability.RegisterOperation;
import lampas.acceptance.metastore.linearizability.RegisterOperation.Read;
import lampas.acceptance.metastore.linearizability.RegisterOperation.Write;

/** Whether a server kept what it promised to the clients of a {@link RegisterLoad}. */
final class WrittenHistory {
  private WrittenHistory() {}

  /** What was found, for people. */
  record Summary(int acknowledged, int unknown, int unknownFound, int reads) {}

  /**
   * Every acknowledged put is in the history, at the revision that was promised; none twice;
   * nothing that nobody wrote; reads saw what was written; and each key's history is linearizable.
   */
  static Summary check(
      List<RegisterLoad.Put> puts, List<RegisterLoad.Get> gets, List<Event> events) {
    Map<String, Long> revisions = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (Event event : events) {
      String written = written(event);
      if (written.startsWith("register/")
          && revisions.put(written, event.getKv().getModRevision()) != null) {
        wrong.add("twice in the history: " + written);
      }
    }
    Map<String, RegisterLoad.Put> asked = new HashMap<>();
    int acknowledged = 0;
    int found = 0;
    for (RegisterLoad.Put put : puts) {
      String written = put.key() + "=" + put.value();
      asked.put(written, put);
      Long revision = revisions.get(written);
      if (put.acknowledged()) {
        acknowledged++;
        if (revision == null || revision != put.revision()) {
          wrong.add("acknowledged, but at revision " + revision + " in the history: " + put);
        }
      } else if (revision != null) {
        found++;
      }
    }
    revisions.keySet().stream()
        .filter(written -> !asked.containsKey(written))
        .forEach(written -> wrong.add("nobody wrote " + written));
    for (RegisterLoad.Get get : gets) {
      if (get.value().isPresent()
          && !Long.valueOf(get.revision())
              .equals(revisions.get(get.key() + "=" + get.value().get()))) {
        wrong.add("read what is not in the history: " + get);
      }
    }
    histories(puts, gets)
        .forEach((key, history) ->
            Linearizability.violation(history)
                .ifPresent(violation -> wrong.add(key + " is not linearizable: " + violation)));
    assertThat(wrong).isEmpty();
    return new Summary(acknowledged, puts.size() - acknowledged, found, gets.size());
  }

  private static Map<String, List<RegisterOperation>> histories(
      List<RegisterLoad.Put> puts, List<RegisterLoad.Get> gets) {
    Map<String, List<RegisterOperation>> histories = new HashMap<>();
    for (RegisterLoad.Put put : puts) {
      histories
          .computeIfAbsent(put.key(), key -> new ArrayList<>())
          .add(new Write(put.value(), put.span()));
    }
    for (RegisterLoad.Get get : gets) {
      histories
          .computeIfAbsent(get.key(), key -> new ArrayList<>())
          .add(new Read(get.value(), get.span()));
    }
    return histories;
  }

  private static String written(Event event) {
    return event.getKv().getKey().toStringUtf8() + "=" + event.getKv().getValue().toStringUtf8();
  }
}
