package lampas.examples.metastore.watch;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.WatchCreateRequest;
import java.util.Optional;
import lampas.examples.metastore.auth.Caller;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.mvcc.KeyRange;
import lampas.examples.metastore.state.MetadataState;

/**
 * What can be asked for when a watcher is created, and the words that refuse it, which are those of
 * etcd 3.4.
 */
final class Creation {
  /** The id in a response that is about no watcher, or about all. */
  static final long NO_WATCHER = -1;

  static final String EMPTY_RANGE = "mvcc: watcher range is empty";
  static final String DUPLICATE = "mvcc: duplicate watch ID provided on the WatchStream";

  /* A gRPC error as Go prints it. */
  private static final String DENIED =
      "rpc error: code = PermissionDenied desc = " + EtcdError.PERMISSION_DENIED.message();

  private static final ByteString FIRST_KEY = ByteString.copyFrom(new byte[] {0});

  private Creation() {}

  /** The keys to watch; no key means the first. */
  static KeyRange range(WatchCreateRequest request) {
    return new KeyRange(
        request.getKey().isEmpty() ? FIRST_KEY : request.getKey(), request.getRangeEnd());
  }

  static boolean isEmpty(KeyRange range) {
    return !range.isSingleKey()
        && range.hasEnd()
        && KeyRange.compare(range.start(), range.end()) >= 0;
  }

  /** Why somebody may not read these keys; empty if they may. */
  static Optional<String> refusal(MetadataState state, Caller caller, KeyRange range) {
    return state.auth(auth -> {
      try {
        auth.requireRead(caller, range);
        return Optional.empty();
      } catch (EtcdException refused) {
        /* etcd does not tell a token that is too old from a right that is not there. */
        return Optional.of(DENIED);
      }
    });
  }
}
