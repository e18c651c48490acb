package lampas.examples.metastore.state;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.ibm.etcd.api.CompactionResponse;
import com.ibm.etcd.api.Compare;
import com.ibm.etcd.api.DeleteRangeRequest;
import com.ibm.etcd.api.DeleteRangeResponse;
import com.ibm.etcd.api.Event;
import com.ibm.etcd.api.KeyValue;
import com.ibm.etcd.api.LeaseGrantResponse;
import com.ibm.etcd.api.LeaseKeepAliveResponse;
import com.ibm.etcd.api.LeaseRevokeResponse;
import com.ibm.etcd.api.PutRequest;
import com.ibm.etcd.api.PutResponse;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RangeResponse;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.ResponseHeader;
import com.ibm.etcd.api.ResponseOp;
import com.ibm.etcd.api.TxnRequest;
import com.ibm.etcd.api.TxnResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Command;
import lampas.examples.metastore.log.LeaseExpiry;
import org.jspecify.annotations.Nullable;

/**
 * What a state should do, written as plainly as can be: all keys of every revision are kept, a
 * command works on a copy, and an error throws the copy away.
 */
final class NaiveModel {
  static final class Lease {
    final long seconds;
    long renewals;
    long endSeconds;

    Lease(long seconds, long endSeconds) {
      this.seconds = seconds;
      this.endSeconds = endSeconds;
    }
  }

  /** All keys by revision; revision 0 is never read. */
  final List<TreeMap<String, KeyValue>> revisions =
      new ArrayList<>(List.of(new TreeMap<>(), new TreeMap<>()));

  final List<List<Event>> events = new ArrayList<>(List.of(List.of(), List.of()));
  final TreeMap<Long, Lease> leases = new TreeMap<>();
  long compacted;
  long nowSeconds;

  /* The command that runs. */
  private TreeMap<String, KeyValue> work = new TreeMap<>();
  private List<Event> changes = new ArrayList<>();

  long revision() {
    return revisions.size() - 1L;
  }

  private long workRevision() {
    return changes.isEmpty() ? revision() : revision() + 1;
  }

  private ResponseHeader header() {
    return ResponseHeader.newBuilder().setRevision(workRevision()).build();
  }

  Message apply(Command command) {
    work = new TreeMap<>(revisions.getLast());
    changes = new ArrayList<>();
    Message response = run(command);
    if (!changes.isEmpty()) {
      revisions.add(work);
      events.add(changes);
    }
    return response;
  }

  private Message run(Command command) {
    return switch (command.getRequestCase()) {
      case PUT -> {
        checkForm(command.getPut());
        check(command.getPut());
        yield put(command.getPut());
      }
      case DELETE_RANGE -> {
        requireKey(command.getDeleteRange().getKey());
        yield delete(command.getDeleteRange());
      }
      case TXN -> {
        checkForm(command.getTxn(), 128);
        new NaiveDuplicates().check(command.getTxn());
        TxnRequest request = command.getTxn();
        check(request);
        yield run(request).setHeader(header()).build();
      }
      case COMPACT -> {
        long upTo = command.getCompact().getRevision();
        require(upTo > compacted, EtcdError.COMPACTED);
        require(upTo <= revision(), EtcdError.FUTURE_REVISION);
        compacted = upTo;
        yield CompactionResponse.newBuilder().setHeader(header()).build();
      }
      case LEASE_GRANT -> {
        long id = command.getLeaseGrant().getID();
        long seconds = command.getLeaseGrant().getTTL();
        require(!leases.containsKey(id), EtcdError.LEASE_EXISTS);
        leases.put(id, new Lease(seconds, nowSeconds + seconds));
        yield LeaseGrantResponse.newBuilder().setHeader(header()).setID(id).setTTL(seconds).build();
      }
      case LEASE_REVOKE -> {
        long id = command.getLeaseRevoke().getID();
        require(leases.containsKey(id), EtcdError.LEASE_NOT_FOUND);
        end(id);
        yield LeaseRevokeResponse.newBuilder().setHeader(header()).build();
      }
      case LEASE_RENEW -> {
        long id = command.getLeaseRenew().getID();
        Lease lease = leases.get(id);
        if (lease != null) {
          lease.renewals++;
          lease.endSeconds = nowSeconds + lease.seconds;
        }
        yield LeaseKeepAliveResponse.newBuilder()
            .setHeader(header())
            .setID(id)
            .setTTL(lease == null ? 0 : lease.seconds)
            .build();
      }
      case LEASE_EXPIRY -> {
        for (LeaseExpiry.Lease over : command.getLeaseExpiry().getLeasesList()) {
          Lease lease = leases.get(over.getId());
          if (lease != null && lease.renewals == over.getRenewals()) {
            end(over.getId());
          }
        }
        yield LeaseRevokeResponse.newBuilder().setHeader(header()).build();
      }
      default -> throw new IllegalArgumentException(command.toString());
    };
  }

  List<String> keysOf(long lease) {
    return revisions.getLast().entrySet().stream()
        .filter(entry -> entry.getValue().getLease() == lease)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void end(long id) {
    for (KeyValue kv : List.copyOf(work.values())) {
      if (kv.getLease() == id) {
        delete(DeleteRangeRequest.newBuilder().setKey(kv.getKey()).build());
      }
    }
    leases.remove(id);
  }

  static void require(boolean fine, EtcdError error) {
    if (!fine) {
      throw new EtcdException(error);
    }
  }

  private static void requireKey(ByteString key) {
    require(!key.isEmpty(), EtcdError.EMPTY_KEY);
  }

  private static void checkForm(PutRequest request) {
    requireKey(request.getKey());
    require(!request.getIgnoreValue() || request.getValue().isEmpty(), EtcdError.VALUE_PROVIDED);
    require(!request.getIgnoreLease() || request.getLease() == 0, EtcdError.LEASE_PROVIDED);
  }

  private static void checkForm(TxnRequest request, int room) {
    int most =
        List.of(request.getCompareCount(), request.getSuccessCount(), request.getFailureCount())
            .stream()
            .max(Comparator.naturalOrder())
            .orElseThrow();
    require(most <= room, EtcdError.TOO_MANY_OPS);
    request.getCompareList().forEach(compare -> requireKey(compare.getKey()));
    List<RequestOp> all = new ArrayList<>(request.getSuccessList());
    all.addAll(request.getFailureList());
    for (RequestOp operation : all) {
      switch (operation.getRequestCase()) {
        case REQUEST_PUT -> checkForm(operation.getRequestPut());
        case REQUEST_RANGE -> requireKey(operation.getRequestRange().getKey());
        case REQUEST_DELETE_RANGE -> requireKey(operation.getRequestDeleteRange().getKey());
        case REQUEST_TXN -> checkForm(operation.getRequestTxn(), room - most);
        case REQUEST_NOT_SET -> throw new EtcdException(EtcdError.KEY_NOT_FOUND);
      }
    }
  }

  private void check(PutRequest request) {
    checkLease(request);
    checkKept(request);
  }

  private void checkLease(PutRequest request) {
    require(
        request.getLease() == 0 || leases.containsKey(request.getLease()),
        EtcdError.LEASE_NOT_FOUND);
  }

  private void checkKept(PutRequest request) {
    require(
        !(request.getIgnoreValue() || request.getIgnoreLease())
            || revisions.getLast().containsKey(request.getKey().toStringUtf8()),
        EtcdError.KEY_NOT_FOUND);
  }

  /* All puts, then all ranges; and of a put the key before the lease, here only. */
  private void check(TxnRequest request) {
    checkPuts(request);
    checkRanges(request);
  }

  private void checkPuts(TxnRequest request) {
    for (RequestOp operation : branch(request)) {
      if (operation.hasRequestPut()) {
        checkKept(operation.getRequestPut());
        checkLease(operation.getRequestPut());
      } else if (operation.hasRequestTxn()) {
        checkPuts(operation.getRequestTxn());
      }
    }
  }

  private void checkRanges(TxnRequest request) {
    for (RequestOp operation : branch(request)) {
      if (operation.hasRequestRange()) {
        checkRevision(operation.getRequestRange().getRevision(), revision());
      } else if (operation.hasRequestTxn()) {
        checkRanges(operation.getRequestTxn());
      }
    }
  }

  private void checkRevision(long wanted, long newest) {
    require(wanted <= newest, EtcdError.FUTURE_REVISION);
    require(wanted == 0 || wanted >= compacted, EtcdError.COMPACTED);
  }

  static boolean in(String key, ByteString start, ByteString end) {
    String from = start.toStringUtf8();
    String to = end.toStringUtf8();
    if (to.isEmpty()) {
      return key.equals(from);
    }
    return key.compareTo(from) >= 0 && (to.equals("\0") || key.compareTo(to) < 0);
  }

  private PutResponse put(PutRequest request) {
    String key = request.getKey().toStringUtf8();
    @Nullable KeyValue before = work.get(key);
    KeyValue kept = before == null ? KeyValue.getDefaultInstance() : before;
    KeyValue.Builder kv =
        KeyValue.newBuilder()
            .setKey(request.getKey())
            .setValue(request.getIgnoreValue() ? kept.getValue() : request.getValue())
            .setLease(request.getIgnoreLease() ? kept.getLease() : request.getLease())
            .setModRevision(revision() + 1)
            .setCreateRevision(before == null ? revision() + 1 : before.getCreateRevision())
            .setVersion(before == null ? 1 : before.getVersion() + 1);
    work.put(key, kv.build());
    changes.add(event(Event.EventType.PUT, kv.build()));
    PutResponse.Builder response = PutResponse.newBuilder().setHeader(header());
    if (request.getPrevKv() && before != null) {
      response.setPrevKv(before);
    }
    return response.build();
  }

  private Event event(Event.EventType type, KeyValue kv) {
    Event.Builder event = Event.newBuilder().setType(type).setKv(kv);
    KeyValue before = revisions.getLast().get(kv.getKey().toStringUtf8());
    if (before != null) {
      event.setPrevKv(before);
    }
    return event.build();
  }

  private DeleteRangeResponse delete(DeleteRangeRequest request) {
    DeleteRangeResponse.Builder response = DeleteRangeResponse.newBuilder();
    for (String key : List.copyOf(work.keySet())) {
      if (in(key, request.getKey(), request.getRangeEnd())) {
        KeyValue before = Objects.requireNonNull(work.remove(key));
        response.setDeleted(response.getDeleted() + 1);
        if (request.getPrevKv()) {
          response.addPrevKvs(before);
        }
        KeyValue kv =
            KeyValue.newBuilder().setKey(before.getKey()).setModRevision(revision() + 1).build();
        changes.add(event(Event.EventType.DELETE, kv));
      }
    }
    return response.setHeader(header()).build();
  }

  private List<RequestOp> branch(TxnRequest request) {
    return holds(request) ? request.getSuccessList() : request.getFailureList();
  }

  private boolean holds(TxnRequest request) {
    return request.getCompareList().stream().allMatch(this::holds);
  }

  private boolean holds(Compare compare) {
    List<KeyValue> found =
        revisions.getLast().entrySet().stream()
            .filter(entry -> in(entry.getKey(), compare.getKey(), compare.getRangeEnd()))
            .map(Map.Entry::getValue)
            .toList();
    if (found.isEmpty()) {
      return compare.getTarget() != Compare.CompareTarget.VALUE
          && holds(compare, KeyValue.getDefaultInstance());
    }
    return found.stream().allMatch(kv -> holds(compare, kv));
  }

  private static boolean holds(Compare compare, KeyValue kv) {
    int order =
        switch (compare.getTarget()) {
          case VERSION -> Long.compare(kv.getVersion(), compare.getVersion());
          case CREATE -> Long.compare(kv.getCreateRevision(), compare.getCreateRevision());
          case MOD -> Long.compare(kv.getModRevision(), compare.getModRevision());
          case LEASE -> Long.compare(kv.getLease(), compare.getLease());
          default -> kv.getValue().toStringUtf8().compareTo(compare.getValue().toStringUtf8());
        };
    return switch (compare.getResult()) {
      case EQUAL -> order == 0;
      case LESS -> order < 0;
      case GREATER -> order > 0;
      default -> order != 0;
    };
  }

  private TxnResponse.Builder run(TxnRequest request) {
    TxnResponse.Builder response = TxnResponse.newBuilder().setSucceeded(holds(request));
    for (RequestOp operation : branch(request)) {
      ResponseOp.Builder result = ResponseOp.newBuilder();
      if (operation.hasRequestPut()) {
        result.setResponsePut(put(operation.getRequestPut()));
      } else if (operation.hasRequestDeleteRange()) {
        result.setResponseDeleteRange(delete(operation.getRequestDeleteRange()));
      } else if (operation.hasRequestRange()) {
        result.setResponseRange(range(operation.getRequestRange(), work));
      } else {
        result.setResponseTxn(
            run(operation.getRequestTxn()).setHeader(ResponseHeader.getDefaultInstance()));
      }
      response.addResponses(result);
    }
    return response;
  }

  /** Answers a read outside of a command. */
  RangeResponse range(RangeRequest request) {
    changes = new ArrayList<>();
    requireKey(request.getKey());
    checkRevision(request.getRevision(), revision());
    return range(request, revisions.getLast());
  }

  private RangeResponse range(RangeRequest request, NavigableMap<String, KeyValue> newest) {
    NavigableMap<String, KeyValue> all =
        request.getRevision() == 0 ? newest : revisions.get((int) request.getRevision());
    List<KeyValue> found = new ArrayList<>();
    all.forEach((key, kv) -> {
      if (in(key, request.getKey(), request.getRangeEnd())) {
        found.add(kv);
      }
    });
    RangeResponse.Builder response =
        RangeResponse.newBuilder().setHeader(header()).setCount(found.size());
    if (request.getCountOnly()) {
      return response.build();
    }
    boolean plain =
        request.getSortOrder() == RangeRequest.SortOrder.NONE
            || (request.getSortTarget() == RangeRequest.SortTarget.KEY
                && request.getSortOrder() == RangeRequest.SortOrder.ASCEND);
    int size = found.size();
    found.removeIf(kv -> !passes(request, kv));
    boolean filters =
        request.getMinModRevision() != 0
            || request.getMaxModRevision() != 0
            || request.getMinCreateRevision() != 0
            || request.getMaxCreateRevision() != 0;
    long limit = request.getLimit();
    if (plain && !filters && limit > 0 && size > limit + 1) {
      found.subList((int) limit + 1, size).clear();
    }
    Comparator<KeyValue> order =
        switch (request.getSortTarget()) {
          case VERSION -> Comparator.comparingLong(KeyValue::getVersion);
          case CREATE -> Comparator.comparingLong(KeyValue::getCreateRevision);
          case MOD -> Comparator.comparingLong(KeyValue::getModRevision);
          case VALUE -> Comparator.comparing(kv -> kv.getValue().toStringUtf8());
          default -> Comparator.comparing(kv -> kv.getKey().toStringUtf8());
        };
    found.sort(request.getSortOrder() == RangeRequest.SortOrder.DESCEND ? order.reversed() : order);
    if (limit > 0 && found.size() > limit) {
      response.setMore(true);
      found.subList((int) limit, found.size()).clear();
    }
    for (KeyValue kv : found) {
      response.addKvs(request.getKeysOnly() ? kv.toBuilder().clearValue().build() : kv);
    }
    return response.build();
  }

  private static boolean passes(RangeRequest request, KeyValue kv) {
    return kv.getModRevision() >= request.getMinModRevision()
        && kv.getCreateRevision() >= request.getMinCreateRevision()
        && (request.getMaxModRevision() == 0 || kv.getModRevision() <= request.getMaxModRevision())
        && (request.getMaxCreateRevision() == 0
            || kv.getCreateRevision() <= request.getMaxCreateRevision());
  }

  /** How many versions should be left, and how many bytes they have. */
  StateSize size() {
    List<KeyValue> left = new ArrayList<>();
    if (compacted > 0) {
      left.addAll(revisions.get((int) compacted).values());
    }
    for (int revision = (int) compacted + 1; revision <= revision(); revision++) {
      events.get(revision).forEach(event -> left.add(event.getKv()));
    }
    long bytes = left.stream().mapToLong(kv -> kv.getKey().size() + kv.getValue().size()).sum();
    return new StateSize(revisions.getLast().size(), left.size(), bytes, leases.size());
  }
}
