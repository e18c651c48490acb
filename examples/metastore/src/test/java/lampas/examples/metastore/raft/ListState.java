package lampas.examples.metastore.raft;

import com.google.protobuf.ByteString;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** A replicated state that is the list of its entries; the result of each is its place in it. */
final class ListState implements ReplicatedState {
  static final String POISON = "poison";

  private final List<String> entries = new ArrayList<>();
  private int restored;

  @Override
  public synchronized ByteString apply(ByteString entry) {
    String text = entry.toStringUtf8();
    if (text.equals(POISON)) {
      throw new IllegalStateException("poisoned");
    }
    entries.add(text);
    return ByteString.copyFromUtf8(Integer.toString(entries.size()));
  }

  @Override
  public synchronized void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(entries.size());
    for (String entry : entries) {
      data.writeUTF(entry);
    }
    data.flush();
  }

  @Override
  public synchronized void restore(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    entries.clear();
    int size = data.readInt();
    for (int i = 0; i < size; i++) {
      entries.add(data.readUTF());
    }
    restored++;
  }

  synchronized List<String> entries() {
    return List.copyOf(entries);
  }

  synchronized int size() {
    return entries.size();
  }

  /** How often it became what a snapshot held. */
  synchronized int restored() {
    return restored;
  }
}
