package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateAssertions.keys;
import static lampas.examples.metastore.state.StateAssertions.texts;
import static lampas.examples.metastore.state.StateDriver.rangeRequest;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RangeRequest.SortOrder;
import com.ibm.etcd.api.RangeRequest.SortTarget;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a range request can ask for. */
class RangeTest {
  private final StateDriver state = new StateDriver();

  /** a=3 c2 m2 v1, b=1 c3 m7 v3, c=2 c4 m5 v2. */
  @BeforeEach
  void putKeys() {
    state.put("a", "3");
    state.put("b", "9");
    state.put("c", "9");
    state.put("c", "2");
    state.put("b", "9");
    state.put("b", "1");
  }

  private static RangeRequest.Builder all() {
    return rangeRequest("\0", "\0");
  }

  private List<String> sorted(SortTarget target, SortOrder order) {
    return keys(state.range(all().setSortTarget(target).setSortOrder(order)).getKvsList());
  }

  @Test
  void theLimitLeavesTheCountAndTellsOfMore() {
    var response = state.range(all().setLimit(2));
    assertThat(keys(response.getKvsList())).containsExactly("a", "b");
    assertThat(response.getMore()).isTrue();
    assertThat(response.getCount()).isEqualTo(3);
    assertThat(state.range(all().setLimit(3)).getMore()).isFalse();
    assertThat(state.range(all().setLimit(Long.MAX_VALUE)).getKvsCount()).isEqualTo(3);
    assertThat(state.range(all().setLimit(-1)).getKvsCount()).isEqualTo(3);
  }

  @Test
  void everyTargetSortsBothWays() {
    assertThat(sorted(SortTarget.KEY, SortOrder.DESCEND)).containsExactly("c", "b", "a");
    assertThat(sorted(SortTarget.VERSION, SortOrder.ASCEND)).containsExactly("a", "c", "b");
    assertThat(sorted(SortTarget.CREATE, SortOrder.DESCEND)).containsExactly("c", "b", "a");
    assertThat(sorted(SortTarget.MOD, SortOrder.ASCEND)).containsExactly("a", "c", "b");
    assertThat(sorted(SortTarget.MOD, SortOrder.DESCEND)).containsExactly("b", "c", "a");
    assertThat(sorted(SortTarget.VALUE, SortOrder.ASCEND)).containsExactly("b", "c", "a");
  }

  @Test
  void aTargetWithoutOrderIsAscending() {
    assertThat(sorted(SortTarget.VALUE, SortOrder.NONE)).containsExactly("b", "c", "a");
    assertThat(sorted(SortTarget.KEY, SortOrder.NONE)).containsExactly("a", "b", "c");
  }

  @Test
  void theLimitIsAfterTheOrder() {
    var request = all().setSortTarget(SortTarget.VALUE).setSortOrder(SortOrder.ASCEND).setLimit(1);
    var response = state.range(request);
    assertThat(keys(response.getKvsList())).containsExactly("b");
    assertThat(response.getMore()).isTrue();
  }

  @Test
  void theLimitIsBeforeAnOrderThatIsNotAskedForAsInEtcd() {
    var response = state.range(all().setSortTarget(SortTarget.MOD).setLimit(2));
    // Of the first three by key (one more than the limit), the first two by revision.
    assertThat(keys(response.getKvsList())).containsExactly("a", "c");
    assertThat(keys(state.range(all().setSortTarget(SortTarget.VALUE).setLimit(1)).getKvsList()))
        .containsExactly("b");
    state.put("a0", "0");
    assertThat(keys(state.range(all().setSortTarget(SortTarget.VERSION).setLimit(1)).getKvsList()))
        .containsExactly("a");
  }

  @Test
  void revisionsFilterAndLeaveTheCount() {
    assertThat(keys(state.range(all().setMinModRevision(5)).getKvsList()))
        .containsExactly("b", "c");
    assertThat(keys(state.range(all().setMaxModRevision(5)).getKvsList()))
        .containsExactly("a", "c");
    assertThat(keys(state.range(all().setMinCreateRevision(4)).getKvsList())).containsExactly("c");
    var response = state.range(all().setMaxCreateRevision(3).setLimit(1));
    assertThat(keys(response.getKvsList())).containsExactly("a");
    assertThat(response.getMore()).isTrue();
    assertThat(response.getCount()).isEqualTo(3);
  }

  @Test
  void keysOnlyLeavesOutValues() {
    assertThat(texts(state.range(all().setKeysOnly(true)).getKvsList()))
        .containsExactly("a= c2 m2 v1", "b= c3 m7 v3", "c= c4 m5 v2");
    var byValue =
        all().setKeysOnly(true).setSortTarget(SortTarget.VALUE).setSortOrder(SortOrder.ASCEND);
    assertThat(keys(state.range(byValue).getKvsList())).containsExactly("b", "c", "a");
    assertThat(texts(state.range("a", "").getKvsList())).containsExactly("a=3 c2 m2 v1");
  }

  @Test
  void countOnlyCounts() {
    var response = state.range(all().setCountOnly(true).setLimit(1));
    assertThat(response.getKvsList()).isEmpty();
    assertThat(response.getCount()).isEqualTo(3);
    assertThat(response.getMore()).isFalse();
    assertThat(state.range(all().setCountOnly(true).setRevision(3)).getCount()).isEqualTo(2);
  }
}
