package lampas.examples.metastore.raft;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Which proposals were applied, so that one that comes a second time is not applied again. A part
 * of the replicated state: the same on every node, in every snapshot.
 *
 * <p>A node that proposes numbers its proposals upwards from each start, and tells with each the
 * lowest number whose result it still waits for. Only what is above that need be remembered; what
 * is below is over, applied or not.
 */
final class AppliedCalls {
  /*
   * Ratis remembers the results of proposals too, but in memory and for some time: not across a
   * restart that begins at a snapshot, nor on a member that got one installed. If that member became
   * leader within the time-out of a proposal, the second try would be applied once more.
   */
  private static final int MAX_CLIENTS = 1000;

  private static final class Client {
    private long lowest;
    private final TreeSet<Long> applied = new TreeSet<>();
  }

  /* By last use, which the log decides. A start of a node is one client: a thousand of them last. */
  private final LinkedHashMap<UUID, Client> clients = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Notes a proposal that is about to be applied.
   *
   * @param lowest the lowest number that its client was waiting for when it made this one
   * @return false if it must not be, as it was before or is over
   */
  boolean add(UUID clientId, long number, long lowest) {
    Client client = clients.computeIfAbsent(clientId, id -> new Client());
    if (clients.size() > MAX_CLIENTS) {
      clients.pollFirstEntry();
    }
    if (number < client.lowest || !client.applied.add(number)) {
      return false;
    }
    if (lowest > client.lowest) {
      client.lowest = lowest;
      client.applied.headSet(lowest).clear();
    }
    return true;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(clients.size());
    for (Map.Entry<UUID, Client> entry : clients.entrySet()) {
      out.writeLong(entry.getKey().getMostSignificantBits());
      out.writeLong(entry.getKey().getLeastSignificantBits());
      Client client = entry.getValue();
      out.writeLong(client.lowest);
      out.writeInt(client.applied.size());
      for (long number : client.applied) {
        out.writeLong(number);
      }
    }
  }

  void restore(DataInputStream in) throws IOException {
    clients.clear();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      UUID id = new UUID(in.readLong(), in.readLong());
      Client client = new Client();
      client.lowest = in.readLong();
      int numbers = in.readInt();
      for (int k = 0; k < numbers; k++) {
        client.applied.add(in.readLong());
      }
      clients.put(id, client);
    }
  }
}
