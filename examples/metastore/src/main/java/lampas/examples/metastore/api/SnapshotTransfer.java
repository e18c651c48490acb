package lampas.examples.metastore.api;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.SnapshotResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A snapshot on its way to a client, from a file that is gone when it is over.
 *
 * <p>The state is written to the file at once, so that a slow client does not hold it up. All calls
 * come from the one call's listener, one after the other.
 */
final class SnapshotTransfer {
  private static final int BLOB_BYTES = 32 * 1024;

  /*
   * etcd's clients take a snapshot for whole if it is some pages of a disk and a SHA-256 of them.
   * Source: etcd's package clientv3/snapshot.
   */
  private static final int PAGE_BYTES = 512;

  private final Gateway gateway;
  private final ServerCallStreamObserver<SnapshotResponse> responses;
  private final Path file;
  private final InputStream in;
  private long remaining;
  private boolean ended;

  private SnapshotTransfer(
      Gateway gateway, ServerCallStreamObserver<SnapshotResponse> responses, Path file)
      throws IOException {
    this.gateway = gateway;
    this.responses = responses;
    this.file = file;
    this.remaining = Files.size(file);
    this.in = Files.newInputStream(file);
  }

  /** Begins to send; the rest goes when the client takes it. */
  static void start(
      Gateway gateway, Path folder, ServerCallStreamObserver<SnapshotResponse> responses) {
    try {
      Path file = Files.createTempFile(folder, "snapshot", ".part");
      try {
        write(gateway, file);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
      SnapshotTransfer transfer = new SnapshotTransfer(gateway, responses, file);
      responses.setOnReadyHandler(transfer::send);
      responses.setOnCancelHandler(transfer::end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Gateway gateway, Path file) throws IOException {
    MessageDigest checksum = sha256();
    try (DigestOutputStream out =
        new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), checksum)) {
      gateway.state().write(out);
      out.flush();
      out.write(new byte[Math.floorMod(-Files.size(file), PAGE_BYTES)]);
      out.on(false);
      out.write(checksum.digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void send() {
    try {
      while (!ended && responses.isReady()) {
        byte[] blob = in.readNBytes(BLOB_BYTES);
        remaining -= blob.length;
        responses.onNext(
            SnapshotResponse.newBuilder()
                .setHeader(gateway.header(0))
                .setRemainingBytes(remaining)
                .setBlob(ByteString.copyFrom(blob))
                .build());
        if (remaining == 0) {
          end();
          responses.onCompleted();
        } else if (blob.length == 0) {
          throw new IOException("a snapshot's file ends " + remaining + " bytes early");
        }
      }
    } catch (IOException | RuntimeException e) {
      end();
      responses.onError(Replies.failure(e));
    }
  }

  private void end() {
    if (ended) {
      return;
    }
    ended = true;
    try (in) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
