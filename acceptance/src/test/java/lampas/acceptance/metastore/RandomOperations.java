package lampas.acceptance.metastore;

import static lampas.acceptance.metastore.Texts.string;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.etcd.jetcd.api.CompactionRequest;
import io.etcd.jetcd.api.Compare;
import io.etcd.jetcd.api.DeleteRangeRequest;
import io.etcd.jetcd.api.LeaseGrantRequest;
import io.etcd.jetcd.api.LeaseKeepAliveRequest;
import io.etcd.jetcd.api.LeaseRevokeRequest;
import io.etcd.jetcd.api.LeaseTimeToLiveRequest;
import io.etcd.jetcd.api.PutRequest;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RequestOp;
import io.etcd.jetcd.api.TxnRequest;
import java.util.List;
import java.util.random.RandomGenerator;

/** Requests to a few keys and leases, most of them sensible, some of them wrong. */
final class RandomOperations {
  private static final List<String> KEYS =
      List.of("a", "a/1", "a/2", "a/3", "b", "b/1", "c", "\u0000", "z");
  private static final ByteString ENDLESS = ByteString.copyFrom(new byte[] {0});
  private static final int LEASES = 5;

  /* jetcd's messages lack the comparison of leases, which etcd has. */
  private static final int LEASE_TARGET = 4;
  private static final int LEASE_FIELD = 8;

  private final RandomGenerator random;
  private long value;

  RandomOperations(RandomGenerator random) {
    this.random = random;
  }

  /** The next request to a server whose newest revision is this. */
  EtcdOperation next(long revision) {
    int kind = random.nextInt(100);
    return new EtcdOperation(
        kind < 28
            ? put()
            : kind < 58
                ? range(revision)
                : kind < 66
                    ? delete()
                    : kind < 84
                        ? transaction(revision, 2)
                        : kind < 86 ? compaction(revision) : lease());
  }

  private Message lease() {
    long id = 1L + random.nextInt(LEASES);
    return switch (random.nextInt(7)) {
      case 0, 1, 2 ->
          LeaseGrantRequest.newBuilder()
              .setID(id)
              .setTTL(random.nextInt(20) == 0 ? 9_000_000_001L : 1000 + random.nextInt(1000))
              .build();
      case 3 -> LeaseRevokeRequest.newBuilder().setID(id).build();
      case 4 -> LeaseKeepAliveRequest.newBuilder().setID(id).build();
      default ->
          LeaseTimeToLiveRequest.newBuilder().setID(id).setKeys(random.nextBoolean()).build();
    };
  }

  private PutRequest put() {
    PutRequest.Builder put =
        PutRequest.newBuilder().setKey(key()).setPrevKv(random.nextInt(3) == 0);
    if (random.nextInt(8) == 0) {
      put.setIgnoreValue(true);
    }
    if (!put.getIgnoreValue() || random.nextInt(5) == 0) {
      put.setValue(string("v" + value++));
    }
    if (random.nextInt(10) == 0) {
      put.setIgnoreLease(true);
    }
    if (random.nextInt(put.getIgnoreLease() ? 8 : 4) == 0) {
      put.setLease(1 + random.nextInt(LEASES + 1));
    }
    return put.build();
  }

  private RangeRequest range(long revision) {
    RangeRequest.Builder range =
        RangeRequest.newBuilder()
            .setKey(key())
            .setRangeEnd(end())
            .setSerializable(random.nextInt(4) == 0)
            .setKeysOnly(random.nextInt(6) == 0)
            .setCountOnly(random.nextInt(8) == 0);
    if (random.nextInt(3) == 0) {
      range.setLimit(random.nextInt(5));
    }
    if (random.nextInt(3) == 0) {
      range.setRevision(near(revision, 25));
    }
    if (random.nextInt(3) == 0) {
      range.setSortOrderValue(random.nextInt(3)).setSortTargetValue(random.nextInt(5));
    }
    if (random.nextInt(6) == 0) {
      range.setMinModRevision(near(revision, 12));
    }
    if (random.nextInt(8) == 0) {
      range.setMaxModRevision(near(revision, 12));
    }
    if (random.nextInt(8) == 0) {
      range.setMinCreateRevision(near(revision, 25));
    }
    if (random.nextInt(8) == 0) {
      range.setMaxCreateRevision(near(revision, 12));
    }
    return range.build();
  }

  private DeleteRangeRequest delete() {
    return DeleteRangeRequest.newBuilder()
        .setKey(key())
        .setRangeEnd(random.nextBoolean() ? ByteString.EMPTY : end())
        .setPrevKv(random.nextBoolean())
        .build();
  }

  private CompactionRequest compaction(long revision) {
    return CompactionRequest.newBuilder()
        .setRevision(near(revision, 300))
        .setPhysical(random.nextBoolean())
        .build();
  }

  private TxnRequest transaction(long revision, int depth) {
    TxnRequest.Builder txn = TxnRequest.newBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      txn.addCompare(comparison(revision));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      txn.addSuccess(part(revision, depth));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      txn.addFailure(part(revision, depth));
    }
    return txn.build();
  }

  private RequestOp part(long revision, int depth) {
    RequestOp.Builder part = RequestOp.newBuilder();
    int kind = random.nextInt(10);
    if (kind < 5) {
      part.setRequestPut(put());
    } else if (kind < 7) {
      part.setRequestRange(range(revision));
    } else if (kind < 9 || depth == 0) {
      part.setRequestDeleteRange(endlessOnlyAlone(delete()));
    } else {
      part.setRequestTxn(transaction(revision, depth - 1));
    }
    return part.build();
  }

  /* Where etcd 3.4 does not see that it overlaps with a put; see the test's known difference. */
  private static DeleteRangeRequest endlessOnlyAlone(DeleteRangeRequest delete) {
    return delete.getRangeEnd().equals(ENDLESS)
        ? delete.toBuilder().setRangeEnd(string("~")).build()
        : delete;
  }

  private Compare comparison(long revision) {
    Compare.Builder compare = Compare.newBuilder().setKey(key()).setResultValue(random.nextInt(4));
    if (random.nextInt(5) == 0) {
      compare.setRangeEnd(end());
    }
    Compare.Builder whole =
        switch (random.nextInt(5)) {
          case 0 -> compare.setTarget(Compare.CompareTarget.VERSION).setVersion(random.nextInt(4));
          case 1 ->
              compare.setTarget(Compare.CompareTarget.CREATE).setCreateRevision(near(revision, 25));
          case 2 -> compare.setTarget(Compare.CompareTarget.MOD).setModRevision(near(revision, 12));
          case 3 -> compare.setTargetValue(LEASE_TARGET).setUnknownFields(lease(random.nextInt(3)));
          default ->
              compare
                  .setTarget(Compare.CompareTarget.VALUE)
                  .setValue(string("v" + random.nextLong(value + 1)));
        };
    return whole.build();
  }

  private static UnknownFieldSet lease(long lease) {
    return UnknownFieldSet.newBuilder()
        .addField(LEASE_FIELD, UnknownFieldSet.Field.newBuilder().addVarint(lease).build())
        .build();
  }

  /* Mostly before the newest revision, seldom after it, seldom negative. */
  private long near(long revision, int back) {
    return revision + 2 - random.nextInt(back);
  }

  private ByteString key() {
    return random.nextInt(60) == 0
        ? ByteString.EMPTY
        : string(KEYS.get(random.nextInt(KEYS.size())));
  }

  /* None, another key, the end of a prefix, or no end at all. */
  private ByteString end() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> ByteString.EMPTY;
      case 2 -> string(KEYS.get(random.nextInt(KEYS.size())));
      case 3 -> string("a0");
      case 4 -> string("b0");
      default -> ENDLESS;
    };
  }
}
