package lampas.examples.metastore.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.ibm.etcd.api.AuthRoleAddRequest;
import com.ibm.etcd.api.AuthUserAddRequest;
import com.ibm.etcd.api.AuthUserGrantRoleRequest;
import com.ibm.etcd.api.Event;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.TxnRequest;
import com.ibm.etcd.api.WatchCreateRequest;
import com.ibm.etcd.api.WatchCreateRequest.FilterType;
import com.ibm.etcd.api.WatchResponse;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import lampas.examples.metastore.log.AuthEnabling;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.mvcc.KeyRange;
import lampas.examples.metastore.state.MetadataState;
import lampas.examples.metastore.state.StateObserver;
import lampas.examples.metastore.watch.WatchSettings;
import org.junit.jupiter.api.Test;

class WatchServiceTest {
  @Test
  void changesArriveWithTheirKeysValuesAndRevisionsInOrder() throws Exception {
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient client = WatchClient.open(node.channel())) {
      assertThat(node.put("a1", "before")).isEqualTo(2);
      WatchResponse created = client.created("a", WatchServiceTest::prefix);
      assertThat(created.getHeader().getRevision()).isEqualTo(2);
      assertThat(created.getHeader().getMemberId()).isEqualTo(LoopbackNode.MEMBER.id());
      assertThat(created.getHeader().getRaftTerm()).isEqualTo(7);
      assertThat(created.getWatchId()).isZero();
      assertThat(created.getCanceled()).isFalse();

      node.put("a1", "x");
      node.put("b", "not watched");
      node.put("a2", "y");
      node.delete("a1");

      assertThat(WatchClient.texts(client.events(3)))
          .containsExactly("PUT a1=x@3", "PUT a2=y@5", "DELETE a1=@6");
      assertThat(node.counts().puts()).isEqualTo(2);
      assertThat(node.counts().deletes()).isEqualTo(1);
    }
  }

  @Test
  void historyIsReadFromARevisionOnWithTheVersionsBefore() throws Exception {
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient client = WatchClient.open(node.channel())) {
      node.put("a", "1");
      node.put("a", "2");
      node.delete("a");
      client.created("a", request -> request.setStartRevision(3).setPrevKv(true));

      List<Event> events = client.events(2);
      assertThat(WatchClient.texts(events)).containsExactly("PUT a=2@3", "DELETE a=@4");
      assertThat(events.get(0).getPrevKv().getValue().toStringUtf8()).isEqualTo("1");
      assertThat(events.get(1).getPrevKv().getValue().toStringUtf8()).isEqualTo("2");
      assertThat(events.get(1).getPrevKv().getModRevision()).isEqualTo(3);
    }
  }

  @Test
  void withoutBeingAskedForPreviousVersionsAreNotSent() throws Exception {
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient client = WatchClient.open(node.channel())) {
      node.put("a", "1");
      client.created("a", UnaryOperator.identity());
      node.put("a", "2");

      assertThat(client.events(1).getFirst().hasPrevKv()).isFalse();
    }
  }

  @Test
  void aRevisionInTheFutureIsWaitedFor() throws Exception {
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient client = WatchClient.open(node.channel())) {
      client.created("a", request -> request.setStartRevision(4));
      node.put("a", "2");
      node.put("a", "3");
      node.put("a", "4");
      node.put("a", "5");

      assertThat(WatchClient.texts(client.events(2))).containsExactly("PUT a=4@4", "PUT a=5@5");
    }
  }

  @Test
  void filtersLeaveOutPutsOrDeletes() throws Exception {
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient noPuts = WatchClient.open(node.channel());
        WatchClient noDeletes = WatchClient.open(node.channel())) {
      noPuts.created("a", request -> request.addFilters(FilterType.NOPUT));
      noDeletes.created("a", request -> request.addFilters(FilterType.NODELETE));
      node.put("a", "1");
      node.delete("a");
      node.put("a", "2");
      node.delete("a");

      assertThat(WatchClient.texts(noPuts.events(2))).containsExactly("DELETE a=@3", "DELETE a=@5");
      assertThat(WatchClient.texts(noDeletes.events(2))).containsExactly("PUT a=1@2", "PUT a=2@4");
    }
  }

  @Test
  void identifiersAreChosenByTheClientOrTheServerAndNeverTwice() throws Exception {
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient client = WatchClient.open(node.channel())) {
      assertThat(client.created("a", request -> request.setWatchId(1)).getWatchId()).isEqualTo(1);
      assertThat(client.created("a", UnaryOperator.identity()).getWatchId()).isZero();
      assertThat(client.created("a", UnaryOperator.identity()).getWatchId()).isEqualTo(2);

      WatchResponse refused = client.created("a", request -> request.setWatchId(1));
      assertThat(refused.getCanceled()).isTrue();
      assertThat(refused.getWatchId()).isEqualTo(-1);
      assertThat(refused.getCancelReason())
          .isEqualTo("mvcc: duplicate watch ID provided on the WatchStream");
      assertThat(node.hub().watchers()).isEqualTo(3);

      node.put("a", "x");
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        WatchResponse response = client.next();
        ids.add(response.getWatchId());
        assertThat(WatchClient.texts(response.getEventsList())).containsExactly("PUT a=x@2");
      }
      assertThat(ids).containsExactlyInAnyOrder(0L, 1L, 2L);
    }
  }

  @Test
  void anEmptyRangeIsRefused() throws Exception {
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient client = WatchClient.open(node.channel())) {
      WatchResponse refused =
          client.created("b", request -> request.setRangeEnd(ByteString.copyFromUtf8("a")));

      assertThat(refused.getCanceled()).isTrue();
      assertThat(refused.getCancelReason()).isEqualTo("mvcc: watcher range is empty");
      assertThat(node.counts().total()).isZero();
    }
  }

  @Test
  void aCancelledWatcherIsToldSoAndHearsNoMore() throws Exception {
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient client = WatchClient.open(node.channel())) {
      client.created("a", request -> request.setWatchId(5));
      client.created("a", request -> request.setWatchId(6));
      client.cancel(77);
      client.cancel(5);
      WatchResponse cancelled = client.next();
      assertThat(cancelled.getWatchId()).isEqualTo(5);
      assertThat(cancelled.getCanceled()).isTrue();
      assertThat(cancelled.getCreated()).isFalse();
      assertThat(cancelled.getCompactRevision()).isZero();

      node.put("a", "x");
      assertThat(client.next().getWatchId()).isEqualTo(6);
      client.cancel(6);
      assertThat(client.next().getCanceled()).isTrue();
      assertThat(node.hub().watchers()).isZero();
      assertThat(node.counts().open()).isZero();
    }
  }

  @Test
  void aCompactedStartIsCancelledWithTheRevisionOfTheCompaction() throws Exception {
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient client = WatchClient.open(node.channel())) {
      for (int i = 2; i <= 9; i++) {
        node.put("a", "" + i);
      }
      node.compact(6);
      assertThat(client.created("a", request -> request.setStartRevision(3)).getCanceled())
          .isFalse();
      WatchResponse cancelled = client.next();

      assertThat(cancelled.getCanceled()).isTrue();
      assertThat(cancelled.getCompactRevision()).isEqualTo(6);
      assertThat(cancelled.getEventsList()).isEmpty();
      assertThat(node.hub().watchers()).isZero();
    }
  }

  @Test
  void compactionDoesNotReachAWatcherThatHasSeenEverything() throws Exception {
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient client = WatchClient.open(node.channel())) {
      client.created("a", UnaryOperator.identity());
      for (int i = 2; i <= 20; i++) {
        node.put("other", "" + i);
      }
      node.compact(20);
      node.put("a", "x");

      assertThat(WatchClient.texts(client.events(1))).containsExactly("PUT a=x@21");
    }
  }

  @Test
  void whoAsksForProgressIsToldOnceForAllWatchers() throws Exception {
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient client = WatchClient.open(node.channel())) {
      client.created("a", UnaryOperator.identity());
      node.put("a", "x");
      node.put("b", "y");
      client.askForProgress();

      assertThat(WatchClient.texts(client.next().getEventsList())).containsExactly("PUT a=x@2");
      WatchResponse progress = client.next();
      assertThat(progress.getWatchId()).isEqualTo(-1);
      assertThat(progress.getHeader().getRevision()).isEqualTo(3);
      assertThat(progress.getEventsList()).isEmpty();
    }
  }

  @Test
  void onlyWatchersThatWantItAreToldOfProgressFromTimeToTime() throws Exception {
    WatchSettings often = new WatchSettings(Duration.ofMillis(50), 1 << 20, 1000, 10, 10);
    try (LoopbackNode node = LoopbackNode.start(often);
        WatchClient client = WatchClient.open(node.channel())) {
      node.put("b", "y");
      client.created("a", request -> request.setWatchId(1));
      client.created("a", request -> request.setWatchId(2).setProgressNotify(true));
      client.created(
          "a", request -> request.setWatchId(3).setProgressNotify(true).setStartRevision(99));

      for (int i = 0; i < 3; i++) {
        WatchResponse progress = client.next();
        assertThat(progress.getWatchId()).isEqualTo(2);
        assertThat(progress.getHeader().getRevision()).isEqualTo(2);
        assertThat(progress.getEventsList()).isEmpty();
        assertThat(progress.getCreated()).isFalse();
      }
    }
  }

  @Test
  void aLargeRevisionComesInFragmentsThatMakeTheWhole() throws Exception {
    WatchSettings small = new WatchSettings(Duration.ofMinutes(1), 10_000, 1000, 10, 10);
    try (LoopbackNode node = LoopbackNode.start(small);
        WatchClient fragments = WatchClient.open(node.channel());
        WatchClient whole = WatchClient.open(node.channel())) {
      fragments.created("a", request -> fragments(prefix(request)));
      whole.created("a", WatchServiceTest::prefix);
      putTogether(node, 100, 1000);
      node.put("a", "after");

      List<WatchResponse> parts = new ArrayList<>();
      do {
        parts.add(fragments.next());
      } while (parts.getLast().getFragment());
      List<Event> events = parts.stream().flatMap(part -> part.getEventsList().stream()).toList();
      assertThat(parts).hasSizeGreaterThan(10);
      assertThat(parts).allMatch(part -> part.getSerializedSize() <= 10_100);
      assertThat(events)
          .hasSize(100)
          .isEqualTo(node.state().events(KeyRange.ALL, 2, 100, false).events());

      WatchResponse one = whole.next();
      assertThat(one.getFragment()).isFalse();
      assertThat(one.getEventsList()).isEqualTo(events);
      assertThat(WatchClient.texts(fragments.events(1))).containsExactly("PUT a=after@3");
      assertThat(WatchClient.texts(whole.events(1))).containsExactly("PUT a=after@3");
    }
  }

  @Test
  void aLongHistoryIsSplitBetweenRevisionsOnly() throws Exception {
    WatchSettings small = new WatchSettings(Duration.ofMinutes(1), 10_000, 1000, 10, 10);
    try (LoopbackNode node = LoopbackNode.start(small);
        WatchClient client = WatchClient.open(node.channel())) {
      for (int i = 0; i < 20; i++) {
        putTogether(node, 4, 1000);
      }
      client.created("a", request -> prefix(request).setStartRevision(2));

      List<Long> revisions = new ArrayList<>();
      int responses = 0;
      while (revisions.size() < 80) {
        WatchResponse response = client.next();
        assertThat(response.getFragment()).isFalse();
        assertThat(response.getEventsCount()).isEqualTo(8);
        response.getEventsList().forEach(event -> revisions.add(event.getKv().getModRevision()));
        assertThat(response.getHeader().getRevision()).isEqualTo(revisions.getLast());
        responses++;
      }
      assertThat(responses).isEqualTo(10);
      assertThat(revisions).isSorted().startsWith(2L).endsWith(21L);
    }
  }

  @Test
  void whoMayNotReadTheRangeIsRefusedInEtcdsWords() throws Exception {
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient client = WatchClient.open(node.channel())) {
      enableAuthentication(node);
      WatchResponse refused = client.created("a", request -> request.setWatchId(4));

      assertThat(refused.getCanceled()).isTrue();
      assertThat(refused.getWatchId()).isEqualTo(4);
      assertThat(refused.getCancelReason())
          .isEqualTo("rpc error: code = PermissionDenied desc = etcdserver: permission denied");
      assertThat(node.hub().watchers()).isZero();
    }
  }

  @Test
  void aSnapshotThatReplacesTheStateBringsItsChanges() throws Exception {
    MetadataState other = MetadataState.create(StateObserver.NONE, System::nanoTime);
    InstantLog log = new InstantLog(other);
    for (int i = 2; i <= 6; i++) {
      log.propose(
              Command.newBuilder()
                  .setPut(
                      PutRequest.newBuilder()
                          .setKey(ByteString.copyFromUtf8("a"))
                          .setValue(ByteString.copyFromUtf8("" + i)))
                  .build()
                  .toByteString())
          .join();
    }
    ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
    other.write(snapshot);
    try (LoopbackNode node = LoopbackNode.start();
        WatchClient client = WatchClient.open(node.channel())) {
      client.created("a", UnaryOperator.identity());
      node.put("a", "2");
      assertThat(WatchClient.texts(client.events(1))).containsExactly("PUT a=2@2");
      node.state().restore(new ByteArrayInputStream(snapshot.toByteArray()));

      assertThat(WatchClient.texts(client.events(4)))
          .containsExactly("PUT a=3@3", "PUT a=4@4", "PUT a=5@5", "PUT a=6@6");
    }
  }

  @Test
  void limitsOfWatchersAndStreamsAreKept() throws Exception {
    WatchSettings few = new WatchSettings(Duration.ofMinutes(1), 1 << 20, 1000, 2, 1);
    try (LoopbackNode node = LoopbackNode.start(few);
        WatchClient client = WatchClient.open(node.channel())) {
      client.created("a", UnaryOperator.identity());
      client.created("b", UnaryOperator.identity());
      WatchResponse refused = client.created("c", UnaryOperator.identity());
      assertThat(refused.getCanceled()).isTrue();
      assertThat(refused.getCancelReason())
          .isEqualTo("etcdserver: too many requests: watchers of one stream (expected: at most 2)");

      try (WatchClient second = WatchClient.open(node.channel())) {
        assertThat(second.end().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(second.end().getDescription())
            .isEqualTo("etcdserver: too many requests: watch streams (expected: at most 1)");
      }
      assertThat(node.hub().streams()).isEqualTo(1);
    }
  }

  @Test
  void whateverEndsAStreamEndsItsWatchers() throws Exception {
    try (LoopbackNode node = LoopbackNode.start()) {
      try (WatchClient cancelled = WatchClient.open(node.channel())) {
        cancelled.created("a", UnaryOperator.identity());
        cancelled.created("a", WatchServiceTest::prefix);
        assertThat(node.hub().watchers()).isEqualTo(2);
        assertThat(node.hub().streams()).isEqualTo(1);
      }
      awaitNobody(node);
      try (WatchClient late =
          WatchClient.openWithDeadline(node.channel(), Duration.ofMillis(500))) {
        late.created("a", UnaryOperator.identity());
        assertThat(late.end().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
      }
      awaitNobody(node);
      try (WatchClient halfClosed = WatchClient.open(node.channel())) {
        halfClosed.created("a", UnaryOperator.identity());
        halfClosed.halfClose();
        long revision = node.put("a", "x");
        assertThat(WatchClient.texts(halfClosed.events(1))).containsExactly("PUT a=x@" + revision);
      }
      awaitNobody(node);
      try (WatchClient stopped = WatchClient.open(node.channel())) {
        stopped.created("a", UnaryOperator.identity());
        node.hub().close();
        assertThat(stopped.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(stopped.end().getDescription()).isEqualTo("etcdserver: server stopped");
      }
      awaitNobody(node);
      assertThat(node.counts().total()).isEqualTo(5);
    }
  }

  private static WatchCreateRequest.Builder prefix(WatchCreateRequest.Builder request) {
    return request.setRangeEnd(ByteString.copyFromUtf8("b"));
  }

  private static WatchCreateRequest.Builder fragments(WatchCreateRequest.Builder request) {
    return request.setUnknownFields(
        UnknownFieldSet.newBuilder()
            .addField(8, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build());
  }

  private static void awaitNobody(LoopbackNode node) {
    Await.until("no stream", () -> node.hub().streams() == 0);
    assertThat(node.hub().watchers()).isZero();
    assertThat(node.counts().open()).isZero();
  }

  private static void putTogether(LoopbackNode node, int keys, int bytes) {
    TxnRequest.Builder txn = TxnRequest.newBuilder();
    for (int i = 0; i < keys; i++) {
      txn.addSuccess(
          RequestOp.newBuilder()
              .setRequestPut(
                  PutRequest.newBuilder()
                      .setKey(ByteString.copyFromUtf8("a%03d".formatted(i)))
                      .setValue(ByteString.copyFrom(new byte[bytes]))));
    }
    assertThat(node.kv().txn(txn.build()).getSucceeded()).isTrue();
  }

  private static void enableAuthentication(LoopbackNode node) {
    for (Command command :
        List.of(
            Command.newBuilder()
                .setUserAdd(AuthUserAddRequest.newBuilder().setName("root").setPassword("hash"))
                .build(),
            Command.newBuilder()
                .setRoleAdd(AuthRoleAddRequest.newBuilder().setName("root"))
                .build(),
            Command.newBuilder()
                .setUserGrantRole(
                    AuthUserGrantRoleRequest.newBuilder().setUser("root").setRole("root"))
                .build(),
            Command.newBuilder()
                .setAuthEnable(
                    AuthEnabling.newBuilder().setTokenKey(ByteString.copyFrom(new byte[32])))
                .build())) {
      var unused = node.log().propose(command.toByteString()).join();
    }
    assertThat(node.state().<Boolean>auth(auth -> auth.enabled())).isTrue();
  }
}
