package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateDriver.rangeRequest;
import static lampas.examples.metastore.state.TxnRequests.delete;
import static lampas.examples.metastore.state.TxnRequests.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.etcd.api.Event;
import com.ibm.etcd.api.RangeResponse;
import com.ibm.etcd.api.TxnRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.mvcc.KeyRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrencyTest {
  private static final int TRANSACTIONS = 20_000;

  private final StateDriver state = new StateDriver();

  /** Every transaction puts a, b and c to one value, or deletes all three. */
  @Test
  void readersSeeWholeTransactions() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
      List<Future<Long>> checks =
          List.of(
              readers.submit(() -> repeat(done, this::checkRange)),
              readers.submit(() -> repeat(done, this::checkEvents)),
              readers.submit(() -> repeat(done, this::checkHash)));
      try {
        for (int i = 0; i < TRANSACTIONS; i++) {
          String value = "v" + i;
          state.txn(
              i % 5 == 4
                  ? TxnRequest.newBuilder().addSuccess(delete("a", "")).addSuccess(delete("b", "d"))
                  : TxnRequest.newBuilder()
                      .addSuccess(put("a", value))
                      .addSuccess(put("b", value))
                      .addSuccess(put("c", value)));
          if (i % 1000 == 999) {
            state.compact(state.state().revision() - 100);
          }
        }
      } finally {
        done.set(true);
      }
      for (Future<Long> check : checks) {
        assertThat(check.get()).isPositive();
      }
    }
    assertThat(state.state().revision()).isEqualTo(1 + TRANSACTIONS);
  }

  private static long repeat(AtomicBoolean done, Callable<?> check) throws Exception {
    long times = 0;
    do {
      try {
        check.call();
        times++;
      } catch (EtcdException e) {
        // Between two reads of one check, history may go.
        assertThat(e.error()).isEqualTo(EtcdError.COMPACTED);
      }
    } while (!done.get());
    return times;
  }

  private Object checkRange() {
    RangeResponse response = state.range("a", "d");
    assertThat(response.getKvsCount()).isIn(0, 3);
    assertThat(response.getKvsList().stream().map(kv -> kv.getValue()).distinct().count())
        .isLessThanOrEqualTo(1);
    long revision = response.getHeader().getRevision();
    assertThat(response.getKvsList()).allMatch(kv -> kv.getModRevision() == revision);
    assertThat(state.range(rangeRequest("a", "d").setRevision(revision)).getKvsList())
        .isEqualTo(response.getKvsList());
    return response;
  }

  private Object checkEvents() {
    long from = Math.max(state.state().revision() - 3, state.state().compactedRevision() + 1);
    EventBatch batch = state.state().events(KeyRange.ALL, from, 4, true);
    assertThat(batch.events().size() % 3).isZero();
    for (int i = 0; i < batch.events().size(); i += 3) {
      List<Event> revision = batch.events().subList(i, i + 3);
      assertThat(revision)
          .extracting(event -> event.getKv().getModRevision())
          .containsOnly(revision.getFirst().getKv().getModRevision());
    }
    return batch;
  }

  private Object checkHash() {
    StateHash hash = state.state().hash(0);
    StateHash again = state.state().hash(0);
    if (hash.revision() == again.revision()
        && hash.compactedRevision() == again.compactedRevision()) {
      assertThat(again).isEqualTo(hash);
    }
    return hash;
  }

  @Test
  void readsDoNotWaitForASnapshotAndCommandsDo() throws Exception {
    state.put("a", "1");
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch proceed = new CountDownLatch(1);
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            writing.countDown();
            try {
              proceed.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<?> snapshot =
          threads.submit(() -> {
            state.state().write(slow);
            return null;
          });
      writing.await();
      CountDownLatch putting = new CountDownLatch(1);
      Thread[] putter = new Thread[1];
      Future<?> command =
          threads.submit(() -> {
            putter[0] = Thread.currentThread();
            putting.countDown();
            return state.put("a", "2");
          });
      putting.await();
      while (putter[0].getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(
              threads
                  .submit(() -> state.range("a", "").getKvs(0).getModRevision())
                  .get(5, TimeUnit.SECONDS))
          .isEqualTo(2);
      assertThat(command.isDone()).isFalse();
      proceed.countDown();
      snapshot.get();
      command.get();
      assertThat(state.state().revision()).isEqualTo(3);
    }
  }
}
