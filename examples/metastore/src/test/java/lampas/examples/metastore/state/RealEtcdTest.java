package lampas.examples.metastore.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Message;
import com.ibm.etcd.api.CompactionRequest;
import com.ibm.etcd.api.KVGrpc;
import com.ibm.etcd.api.LeaseGrantRequest;
import com.ibm.etcd.api.LeaseGrpc;
import com.ibm.etcd.api.RangeRequest;
import com.ibm.etcd.api.RequestOp;
import com.ibm.etcd.api.ResponseHeader;
import com.ibm.etcd.api.TxnRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lampas.examples.metastore.error.EtcdError;
import lampas.examples.metastore.error.EtcdException;
import lampas.examples.metastore.log.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random commands, sent to a real etcd and to the naive model: what the state is tested against is
 * what etcd does. Skipped where no etcd is installed.
 */
class RealEtcdTest {
  private static final int COMMANDS = 4000;

  /* So that no lease ends while the test runs. */
  private static final long LONG_SECONDS = 100_000;

  /* Errors that depend on what is stored. */
  private static final Set<Object> STORED =
      Set.of(
          EtcdError.KEY_NOT_FOUND.message(),
          EtcdError.LEASE_NOT_FOUND.message(),
          EtcdError.FUTURE_REVISION.message(),
          EtcdError.COMPACTED.message());

  private final long seed = Long.getLong("lampas.seed", System.nanoTime());
  private final RandomCommands commands = new RandomCommands(new Random(seed));
  private final NaiveModel model = new NaiveModel();

  @Test
  void theModelDoesWhatEtcdDoes(@TempDir Path folder) throws Exception {
    assumeTrue(installed(), "etcd is not installed");
    int client = freePort();
    int peer = freePort();
    String clientUrl = "http://127.0.0.1:" + client;
    String peerUrl = "http://127.0.0.1:" + peer;
    Process etcd =
        new ProcessBuilder(
                "etcd",
                "--data-dir=" + folder,
                "--listen-client-urls=" + clientUrl,
                "--advertise-client-urls=" + clientUrl,
                "--listen-peer-urls=" + peerUrl,
                "--initial-advertise-peer-urls=" + peerUrl,
                "--initial-cluster=default=" + peerUrl)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    ManagedChannel channel =
        Grpc.newChannelBuilder("127.0.0.1:" + client, InsecureChannelCredentials.create()).build();
    try {
      compare(
          KVGrpc.newBlockingStub(channel).withWaitForReady(), LeaseGrpc.newBlockingStub(channel));
    } finally {
      channel.shutdownNow();
      etcd.destroy();
      etcd.waitFor();
    }
  }

  private void compare(KVGrpc.KVBlockingStub keys, LeaseGrpc.LeaseBlockingStub leases) {
    // etcd's first compaction may be of revision 0; ours and all others may not.
    Command put = Command.newBuilder().setPut(StateDriver.putRequest("a", "1")).build();
    Command compact =
        Command.newBuilder().setCompact(CompactionRequest.newBuilder().setRevision(2)).build();
    compare("first", put, keys, leases);
    compare("first", compact, keys, leases);
    for (int i = 0; i < COMMANDS; i++) {
      String step = "seed %d, command %d".formatted(seed, i);
      Command command = commands.command(model);
      if (isComparable(command)) {
        compare(step, command, keys, leases);
      }
      RangeRequest range = commands.range(model).build();
      assertThat(answer(() -> plain(keys.range(range))))
          .as("%s: %s", step, range)
          .isEqualTo(answer(() -> model.range(range)));
    }
    assertThat(model.revision()).isGreaterThan(COMMANDS / 4);
  }

  private void compare(
      String step,
      Command generated,
      KVGrpc.KVBlockingStub keys,
      LeaseGrpc.LeaseBlockingStub leases) {
    Command command =
        generated.hasLeaseGrant()
            ? Command.newBuilder().setLeaseGrant(longer(generated.getLeaseGrant())).build()
            : generated;
    Object expected =
        answer(() ->
            plain(
                switch (command.getRequestCase()) {
                  case PUT -> keys.put(command.getPut());
                  case DELETE_RANGE -> keys.deleteRange(command.getDeleteRange());
                  case TXN -> keys.txn(command.getTxn());
                  case COMPACT -> keys.compact(command.getCompact());
                  case LEASE_GRANT -> leases.leaseGrant(command.getLeaseGrant());
                  case LEASE_REVOKE -> leases.leaseRevoke(command.getLeaseRevoke());
                  default -> throw new IllegalArgumentException(command.toString());
                }));
    assertThat(comparable(command, answer(() -> model.apply(command))))
        .as("%s: %s", step, command)
        .isEqualTo(comparable(command, expected));
  }

  private static LeaseGrantRequest longer(LeaseGrantRequest request) {
    return request.toBuilder().setTTL(request.getTTL() + LONG_SECONDS).build();
  }

  /* Renewals are a stream in etcd. A deletion without an end escapes etcd's search for duplicates. */
  private static boolean isComparable(Command command) {
    return !command.hasLeaseRenew() && !(command.hasTxn() && deletesWithoutEnd(command.getTxn()));
  }

  private static boolean deletesWithoutEnd(TxnRequest request) {
    return Stream.concat(request.getSuccessList().stream(), request.getFailureList().stream())
        .anyMatch(RealEtcdTest::deletesWithoutEnd);
  }

  private static boolean deletesWithoutEnd(RequestOp operation) {
    return operation.hasRequestTxn()
        ? deletesWithoutEnd(operation.getRequestTxn())
        : operation.getRequestDeleteRange().getRangeEnd().equals(StateDriver.bytes("\0"));
  }

  /** A response, or the words of the error. */
  private static Object answer(Supplier<? extends Message> question) {
    try {
      return question.get();
    } catch (EtcdException e) {
      return e.getMessage();
    } catch (StatusRuntimeException e) {
      return String.valueOf(e.getStatus().getDescription());
    }
  }

  /*
   * Of several things that are wrong with what a transaction wants of what is stored, etcd 3.4 finds
   * those of puts first and later versions, as we do, that which comes first.
   */
  private static Object comparable(Command command, Object answer) {
    return command.hasTxn() && STORED.contains(answer) ? "one of " + STORED : answer;
  }

  /** A response with nothing in its header but the revision. */
  private static Message plain(Message response) {
    var field = response.getDescriptorForType().findFieldByName("header");
    ResponseHeader header = (ResponseHeader) response.getField(field);
    return response.toBuilder()
        .setField(field, ResponseHeader.newBuilder().setRevision(header.getRevision()).build())
        .build();
  }

  private static boolean installed() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Path.of(folder, "etcd").toFile().canExecute());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
