package lampas.client.tikv;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lampas.client.Query;
import lampas.model.label.MatchType;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression;
import lampas.promql.syntax.Expression.VectorSelector;
import lampas.promql.syntax.Parser;
import lampas.promql.syntax.Printer;
import lampas.promql.syntax.SelectorRewrite;
import org.junit.jupiter.api.Test;

/** Addresses that PD, or who writes its data, may choose: they are values and nothing else. */
class HostileAddressTest {
  private static final List<String> PARTS =
      List.of(
          "tikv-0:20180",
          "x\"} or up{a=\"",
          "\\",
          "\\\"",
          "'",
          "`",
          "{{.}}",
          ".*",
          "a|b",
          "^$",
          "(?i)x",
          "[a-z]+",
          "\\Q\\E",
          "\n# comment\n",
          "\u0000\u001b[2J",
          "é\u202e🔥");

  @Test
  void noAddressChangesTheShapeOfAQuery() {
    List<String> hostile = hostile();
    assertThat(hostile).hasSizeGreaterThan(200).doesNotHaveDuplicates();
    List<String> harmless = asked(List.of("a:1"));
    for (String address : hostile) {
      List<String> sent = asked(List.of(address));

      assertThat(sent)
          .map(HostileAddressTest::withoutValues)
          .as(address)
          .containsExactlyElementsOf(
              harmless.stream().map(HostileAddressTest::withoutValues).toList());
      assertThat(instances(sent))
          .allSatisfy(matcher -> assertThat(matcher).isEqualTo(Matcher.equal("instance", address)));
    }
  }

  @Test
  void allAddressesTogetherMatchThemselvesAndNothingElse() {
    List<String> hostile = hostile();
    List<String> sent = asked(hostile);

    assertThat(sent)
        .map(HostileAddressTest::withoutValues)
        .containsExactlyElementsOf(
            asked(List.of("a:1", "b:1")).stream().map(HostileAddressTest::withoutValues).toList());
    Set<Matcher> matchers = new HashSet<>(instances(sent));
    assertThat(matchers).hasSize(1);
    Matcher matcher = matchers.iterator().next();
    assertThat(matcher.type()).isEqualTo(MatchType.REGEX);
    Pattern pattern = Pattern.compile("^(?s:" + matcher.value() + ")$");
    assertThat(hostile).allMatch(address -> pattern.matcher(address).matches());
    for (String other :
        List.of(
            "", "tikv-01:20180", "tikv-0x20180", "tikv-0:201800", "xtikv-0:20180", "anything")) {
      assertThat(pattern.matcher(other).matches()).as(other).isFalse();
    }
  }

  @Test
  void aStatusAddressIsNeverTakenForThatOfAnotherPort() {
    String sent = asked(List.of("tikv0:20180", "tikv1:20180")).getFirst();
    Pattern pattern = Pattern.compile("^(?s:" + instances(List.of(sent)).getFirst().value() + ")$");

    assertThat(pattern.matcher("tikv0:20180").matches()).isTrue();
    assertThat(pattern.matcher("tikv0:20160").matches()).isFalse();
    assertThat(pattern.matcher("tikv01:20180").matches()).isFalse();
  }

  private static List<String> hostile() {
    List<String> all = new ArrayList<>(PARTS);
    for (String first : PARTS) {
      for (String second : PARTS) {
        all.add(first + " " + second);
      }
    }
    return all;
  }

  private static List<String> asked(List<String> addresses) {
    List<Store> stores = new ArrayList<>();
    for (String address : addresses) {
      stores.add(Store.at("s" + stores.size(), address));
    }
    ClusterBackend backend = new ClusterBackend();
    TikvCluster.of(
            backend,
            StoreDirectory.of(stores),
            SnapshotSettings.defaults(),
            Clock.fixed(ClusterBackend.NOW, ZoneOffset.UTC))
        .snapshot();
    return backend.asked().stream().map(Query::promql).sorted().toList();
  }

  /** The query with the conditions on {@code instance} reduced to their names. */
  private static String withoutValues(String promql) {
    Expression plain =
        SelectorRewrite.of(
            Parser.parse(promql),
            selector ->
                new VectorSelector(
                    selector.metricName(),
                    selector.matchers().stream()
                        .map(matcher ->
                            matcher.name().equals("instance")
                                ? Matcher.equal("instance", "x")
                                : matcher)
                        .toList(),
                    selector.shift(),
                    selector.extrapolation(),
                    selector.span()));
    return Printer.print(plain);
  }

  private static List<Matcher> instances(List<String> queries) {
    List<Matcher> matchers = new ArrayList<>();
    for (String promql : queries) {
      SelectorRewrite.of(
          Parser.parse(promql),
          selector -> {
            List<Matcher> found =
                selector.matchers().stream()
                    .filter(matcher -> matcher.name().equals("instance"))
                    .toList();
            assertThat(found).as(promql).hasSize(1);
            matchers.addAll(found);
            return selector;
          });
    }
    return matchers;
  }
}
