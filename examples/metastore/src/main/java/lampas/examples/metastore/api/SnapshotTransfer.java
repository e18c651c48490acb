package lampas.examples.metastore.api;

import com.google.protobuf.ByteString;
import com.ibm.etcd.api.SnapshotResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A snapshot on its way to a client, from a file that is gone when it is over.
 *
 * <p>The state is written to the file at once, so that a slow client does not hold it up. All calls
 * come from the one call's listener, one after the other.
 */
final class SnapshotTransfer {
  private static final int BLOB_BYTES = 32 * 1024;

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
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        gateway.state().write(out);
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
