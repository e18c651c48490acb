package lampas.examples.metastore.state;

import com.google.protobuf.ByteString;
import java.util.List;

/** Is told what has changed. */
public interface ChangeListener {
  /**
   * A revision was made. Called with the state's lock not held, in the order of revisions.
   *
   * @param keys the keys that were put or deleted
   */
  void changed(long revision, List<ByteString> keys);

  /** History up to a revision is gone, or the state was replaced by a snapshot. */
  void compacted(long revision);
}
