package lampas.examples.metastore.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.etcd.api.ClusterGrpc;
import com.ibm.etcd.api.MemberAddRequest;
import com.ibm.etcd.api.MemberListRequest;
import com.ibm.etcd.api.MemberListResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClusterServiceTest {
  @Test
  void membersAreListedAndCannotBeChanged() throws Exception {
    try (LoopbackNode node = LoopbackNode.start()) {
      ClusterGrpc.ClusterBlockingStub cluster =
          ClusterGrpc.newBlockingStub(node.channel()).withDeadlineAfter(20, TimeUnit.SECONDS);
      MemberListResponse list = cluster.memberList(MemberListRequest.getDefaultInstance());

      assertThat(list.getMembersCount()).isEqualTo(1);
      assertThat(list.getMembers(0).getID()).isEqualTo(list.getHeader().getMemberId());
      assertThat(list.getMembers(0).getName()).isEqualTo("one");
      assertThat(list.getMembers(0).getPeerURLsList()).containsExactly("http://127.0.0.1:2380");
      assertThat(list.getMembers(0).getClientURLsList()).containsExactly("http://127.0.0.1:2379");
      assertThatThrownBy(() -> cluster.memberAdd(MemberAddRequest.getDefaultInstance()))
          .hasMessage(
              "UNIMPLEMENTED: etcdserver: not supported by this server: the members of a cluster"
                  + " are those of its configuration");
    }
  }

  @Test
  void identifiersComeFromNamesAlone() {
    Member one = new Member("one", List.of(), List.of("http://a:1"));
    Member moved = new Member("one", List.of(), List.of("http://b:2"));
    Member two = new Member("two", List.of(), List.of());

    assertThat(one.id()).isEqualTo(moved.id()).isEqualTo(8544106591765445504L).isPositive();
    assertThat(two.id()).isNotEqualTo(one.id());
    assertThat(Members.of(one, two).id("two")).isEqualTo(two.id());
    assertThat(Members.of(one, two).clusterId())
        .isEqualTo(Members.of(two, moved).clusterId())
        .isNotEqualTo(Members.of(one).clusterId());
  }

  @Test
  void namesAreKnownAndDifferent() {
    Member one = new Member("one", List.of(), List.of());
    assertThatThrownBy(() -> Members.of(one, one))
        .hasMessage("member name: one twice (expected: each once)");
    assertThatThrownBy(() -> Members.of(one).id("eleven"))
        .hasMessage("member name: eleven (expected: one of one)");
    assertThatThrownBy(() -> new Member("", List.of(), List.of()))
        .hasMessage("member name: \"\" (expected: not empty)");
  }
}
