package lampas.examples.metastore.state;

import static lampas.examples.metastore.state.StateDriver.bytes;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.CompactionRequest;
import com.ibm.etcd.api.Compare;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.LeaseGrantRequest;
import com.ibm.etcd.api.LeaseKeepAliveRequest;
import com.ibm.etcd.api.LeaseRevokeRequest;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.TxnRequest;
import java.util.Random;
import lampas.examples.metastore.log.Command;

/** Makes commands at random: few keys, few leases, all that a request can say, some of it wrong. */
final class RandomCommands {
  private static final String[] KEYS = {"a", "aa", "ab", "b", "ba", "c", "d", "da", "e", "f"};

  private final Random random;

  RandomCommands(Random random) {
    this.random = random;
  }

  private boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  private ByteString key() {
    return once(500) ? ByteString.EMPTY : bytes(KEYS[random.nextInt(KEYS.length)]);
  }

  private ByteString end() {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> ByteString.EMPTY;
      case 3 -> bytes("\0");
      default -> bytes(KEYS[random.nextInt(KEYS.length)]);
    };
  }

  private ByteString value() {
    return bytes("v".repeat(random.nextInt(3)) + random.nextInt(4));
  }

  private long lease() {
    return 1L + random.nextInt(5);
  }

  /** A revision, mostly one that can be read. */
  long revision(NaiveModel model) {
    long from = Math.max(0, model.compacted - 2);
    return from + random.nextInt((int) (model.revision() - from) + 2);
  }

  PutRequest.Builder put() {
    PutRequest.Builder put =
        PutRequest.newBuilder().setKey(key()).setValue(value()).setPrevKv(once(3));
    if (once(4)) {
      put.setLease(lease());
    }
    if (once(8)) {
      put.setIgnoreValue(true);
      if (!once(10)) {
        put.clearValue();
      }
    }
    if (once(8)) {
      put.setIgnoreLease(true);
      if (!once(10)) {
        put.clearLease();
      }
    }
    return put;
  }

  DeleteRangeRequest.Builder delete() {
    return DeleteRangeRequest.newBuilder().setKey(key()).setRangeEnd(end()).setPrevKv(once(2));
  }

  RangeRequest.Builder range(NaiveModel model) {
    RangeRequest.Builder range = RangeRequest.newBuilder().setKey(key()).setRangeEnd(end());
    if (once(2)) {
      range.setRevision(revision(model));
    }
    if (once(3)) {
      range.setLimit(random.nextInt(6));
    }
    if (once(2)) {
      range.setSortTargetValue(random.nextInt(5)).setSortOrderValue(random.nextInt(3));
    }
    range.setKeysOnly(once(5)).setCountOnly(once(8));
    if (once(8)) {
      range.setMinModRevision(revision(model));
    }
    if (once(8)) {
      range.setMaxModRevision(revision(model));
    }
    if (once(8)) {
      range.setMinCreateRevision(revision(model));
    }
    if (once(8)) {
      range.setMaxCreateRevision(revision(model));
    }
    return range;
  }

  private Compare.Builder compare(NaiveModel model) {
    Compare.Builder compare =
        Compare.newBuilder()
            .setKey(key())
            .setResultValue(random.nextInt(4))
            .setTargetValue(random.nextInt(5));
    if (once(4)) {
      compare.setRangeEnd(end());
    }
    return switch (compare.getTarget()) {
      case VERSION -> compare.setVersion(random.nextInt(4));
      case CREATE -> compare.setCreateRevision(revision(model));
      case MOD -> compare.setModRevision(revision(model));
      case LEASE -> compare.setLease(random.nextInt(4));
      default -> compare.setValue(value());
    };
  }

  TxnRequest.Builder txn(NaiveModel model, int depth) {
    TxnRequest.Builder txn = TxnRequest.newBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      txn.addCompare(compare(model));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      txn.addSuccess(operation(model, depth));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      txn.addFailure(operation(model, depth));
    }
    return txn;
  }

  private RequestOp.Builder operation(NaiveModel model, int depth) {
    RequestOp.Builder operation = RequestOp.newBuilder();
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0, 1, 2 -> operation.setRequestPut(put());
      case 3 -> operation.setRequestDeleteRange(delete());
      case 4, 5 -> operation.setRequestRange(range(model));
      default -> operation.setRequestTxn(txn(model, depth - 1));
    };
  }

  Command command(NaiveModel model) {
    Command.Builder command = Command.newBuilder();
    int choice = random.nextInt(100);
    if (choice < 40) {
      command.setPut(put());
    } else if (choice < 50) {
      command.setDeleteRange(delete());
    } else if (choice < 84) {
      command.setTxn(txn(model, 2));
    } else if (choice < 86) {
      command.setCompact(CompactionRequest.newBuilder().setRevision(compaction(model)));
    } else if (choice < 92) {
      long seconds = 1L + random.nextInt(100);
      command.setLeaseGrant(LeaseGrantRequest.newBuilder().setID(lease()).setTTL(seconds));
    } else if (choice < 94) {
      command.setLeaseRevoke(LeaseRevokeRequest.newBuilder().setID(lease()));
    } else {
      command.setLeaseRenew(LeaseKeepAliveRequest.newBuilder().setID(lease()));
    }
    return command.build();
  }

  private long compaction(NaiveModel model) {
    long since = model.revision() - model.compacted;
    return model.compacted - 1 + random.nextInt((int) since + 3);
  }
}
