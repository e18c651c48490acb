package lampas.acceptance.metastore;

import static lampas.acceptance.metastore.Texts.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.etcd.jetcd.Auth;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import io.etcd.jetcd.KV;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Lease;
import io.etcd.jetcd.auth.Permission;
import io.etcd.jetcd.cluster.Member;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.lease.LeaseKeepAliveResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.LeaseOption;
import io.etcd.jetcd.options.PutOption;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lampas.acceptance.peer.Wait;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Keys, transactions, leases, users and the cluster as jetcd calls them. */
interface JetcdCalls {
  EtcdServer server();

  ClientBuilder jetcd();

  @Test
  default void keysArePutReadAndDeleted() throws Exception {
    try (Client client = jetcd().build()) {
      KV kv = client.getKVClient();
      long first = get(kv.put(bytes("jk/a"), bytes("1"))).getHeader().getRevision();
      KeyValue before =
          get(kv.put(bytes("jk/a"), bytes("2"), PutOption.builder().withPrevKV().build()))
              .getPrevKv();
      get(kv.put(bytes("jk/b"), bytes("3")));

      assertThat(before.getValue()).isEqualTo(bytes("1"));
      assertThat(before.getModRevision()).isEqualTo(first);
      GetOption prefix = GetOption.builder().isPrefix(true).build();
      assertThat(get(kv.get(bytes("jk/"), prefix)).getKvs())
          .extracting(KeyValue::getValue, KeyValue::getCreateRevision, KeyValue::getVersion)
          .containsExactly(tuple("2", first, 2), tuple("3", first + 2, 1));
      GetOption old = GetOption.builder().isPrefix(true).withRevision(first).build();
      assertThat(get(kv.get(bytes("jk/"), old)).getKvs())
          .extracting(KeyValue::getValue)
          .containsExactly(bytes("1"));
      assertThat(
              get(kv.delete(bytes("jk/"), DeleteOption.builder().isPrefix(true).build()))
                  .getDeleted())
          .isEqualTo(2);
      assertThat(get(kv.get(bytes("jk/"), prefix)).getCount()).isZero();
    }
  }

  @Test
  default void aTransactionComparesAndSwaps() throws Exception {
    try (Client client = jetcd().build()) {
      KV kv = client.getKVClient();
      get(kv.put(bytes("j/cas"), bytes("1")));

      assertThat(swap(kv, "1", "2").isSucceeded()).isTrue();
      TxnResponse failed = swap(kv, "1", "3");
      assertThat(failed.isSucceeded()).isFalse();
      assertThat(failed.getGetResponses().getFirst().getKvs().getFirst().getValue())
          .isEqualTo(bytes("2"));
    }
  }

  @Test
  default void aTransactionMayHaveOneInside() throws Exception {
    try (Client client = jetcd().build()) {
      KV kv = client.getKVClient();
      Op inner =
          Op.txn(
              new Cmp[] {new Cmp(bytes("j/none"), Cmp.Op.EQUAL, CmpTarget.version(0))},
              new Op[] {Op.put(bytes("j/in"), bytes("then"), PutOption.DEFAULT)},
              new Op[] {Op.put(bytes("j/in"), bytes("else"), PutOption.DEFAULT)});

      TxnResponse response =
          get(kv.txn().Then(inner, Op.get(bytes("j/in"), GetOption.DEFAULT)).commit());

      assertThat(response.getTxnResponses().getFirst().isSucceeded()).isTrue();
      assertThat(response.getGetResponses().getFirst().getKvs().getFirst().getValue())
          .isEqualTo(bytes("then"));
    }
  }

  @Test
  default void aLeaseIsKeptAliveUntilItIsNot() throws Exception {
    try (Client client = jetcd().build()) {
      Lease leases = client.getLeaseClient();
      long lease = get(leases.grant(2)).getID();
      get(
          client
              .getKVClient()
              .put(bytes("j/l"), bytes("1"), PutOption.builder().withLeaseId(lease).build()));
      List<Long> renewals = new CopyOnWriteArrayList<>();
      try (var alive = leases.keepAlive(lease, collect(renewals))) {
        Wait.until("four renewals", Duration.ofSeconds(20), () -> renewals.size() >= 4);
        assertThat(alive).isNotNull();
      }

      assertThat(renewals).containsOnly(2L);
      var left = get(leases.timeToLive(lease, LeaseOption.builder().withAttachedKeys().build()));
      assertThat(left.getGrantedTTL()).isEqualTo(2);
      assertThat(left.getTTL()).isBetween(0L, 2L);
      assertThat(left.getKeys()).containsExactly(bytes("j/l"));
      Wait.until(
          "the key is gone",
          Duration.ofSeconds(15),
          () -> get(client.getKVClient().get(bytes("j/l"))).getCount() == 0);
      assertThat(get(leases.timeToLive(lease, LeaseOption.DEFAULT)).getTTL()).isEqualTo(-1);
      assertThatThrownBy(() -> get(leases.revoke(lease)))
          .hasMessage("NOT_FOUND: etcdserver: requested lease not found");
    }
  }

  @Test
  default void anErrorHasItsCode() {
    try (Client client = jetcd().build()) {
      GetOption future = GetOption.builder().withRevision(1_000_000_000).build();
      assertThatThrownBy(() -> get(client.getKVClient().get(bytes("j/a"), future)))
          .hasMessage("OUT_OF_RANGE: etcdserver: mvcc: required revision is a future revision");
    }
  }

  @Test
  default void usersHaveTheRightsOfTheirRoles() throws Exception {
    try (Client client = jetcd().build()) {
      Auth auth = client.getAuthClient();
      get(auth.userAdd(bytes("root"), bytes("r")));
      get(auth.roleAdd(bytes("root")));
      get(auth.userGrantRole(bytes("root"), bytes("root")));
      get(auth.userAdd(bytes("jim"), bytes("j")));
      get(auth.roleAdd(bytes("jets")));
      get(
          auth.roleGrantPermission(
              bytes("jets"), bytes("jim/"), bytes("jim0"), Permission.Type.READWRITE));
      get(auth.userGrantRole(bytes("jim"), bytes("jets")));
      get(auth.authEnable());
      try (Client root = jetcd().user(bytes("root")).password(bytes("r")).build()) {
        try (Client jim = jetcd().user(bytes("jim")).password(bytes("j")).build();
            Client wrong = jetcd().user(bytes("jim")).password(bytes("x")).build()) {
          get(jim.getKVClient().put(bytes("jim/1"), bytes("1")));
          assertThat(get(jim.getKVClient().get(bytes("jim/1"))).getCount()).isEqualTo(1);
          assertThatThrownBy(() -> get(jim.getKVClient().put(bytes("j/a"), bytes("1"))))
              .hasMessageContaining("etcdserver: permission denied");
          assertThatThrownBy(() -> get(wrong.getKVClient().get(bytes("jim/1"))))
              .hasStackTraceContaining(
                  "etcdserver: authentication failed, invalid user ID or password");
        } finally {
          get(root.getAuthClient().authDisable());
        }
      }
      assertThat(get(auth.userGet(bytes("jim"))).getRoles()).containsExactly("jets");
      get(auth.userDelete(bytes("jim")));
      get(auth.userDelete(bytes("root")));
      get(auth.roleDelete(bytes("jets")));
      get(auth.roleDelete(bytes("root")));
      assertThat(get(auth.userList()).getUsers()).doesNotContain("jim", "root");
    }
  }

  @Test
  default void theClusterAndItsStatusAreSeen() throws Exception {
    try (Client client = jetcd().build()) {
      List<Member> members = get(client.getClusterClient().listMember()).getMembers();
      assertThat(members).extracting(Member::getName).containsExactly(server().name());
      var status = get(client.getMaintenanceClient().statusMember("http://" + server().endpoint()));
      assertThat(status.getLeader()).isEqualTo(members.getFirst().getId());
      assertThat(status.getRaftAppliedIndex()).isPositive();
    }
  }

  /** The answer, or the error that the call ended with. */
  static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer", e);
    }
  }

  private static TxnResponse swap(KV kv, String expected, String value) {
    return get(
        kv.txn()
            .If(new Cmp(bytes("j/cas"), Cmp.Op.EQUAL, CmpTarget.value(bytes(expected))))
            .Then(Op.put(bytes("j/cas"), bytes(value), PutOption.DEFAULT))
            .Else(Op.get(bytes("j/cas"), GetOption.DEFAULT))
            .commit());
  }

  private static Tuple tuple(String value, long created, long version) {
    return Tuple.tuple(bytes(value), created, version);
  }

  private static StreamObserver<LeaseKeepAliveResponse> collect(List<Long> renewals) {
    return new StreamObserver<>() {
      @Override
      public void onNext(LeaseKeepAliveResponse response) {
        renewals.add(response.getTTL());
      }

      @Override
      public void onError(Throwable error) {
        renewals.add(-1L);
      }

      @Override
      public void onCompleted() {}
    };
  }
}
