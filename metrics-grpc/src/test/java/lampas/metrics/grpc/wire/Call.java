package lampas.metrics.grpc.wire;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One call of a client, driven by hand. */
public final class Call {
  private final ClientCall<String, String> call;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  private Call(ClientCall<String, String> call) {
    this.call = call;
  }

  public static Call start(Channel channel, MethodDescriptor<String, String> method) {
    return start(channel, method, CallOptions.DEFAULT);
  }

  public static Call start(
      Channel channel, MethodDescriptor<String, String> method, CallOptions options) {
    Call call = new Call(channel.newCall(method, options));
    call.begin();
    return call;
  }

  /** Makes a whole call: sends the messages, and says how it ended. */
  public static Status make(
      Channel channel, MethodDescriptor<String, String> method, String... messages) {
    return start(channel, method).send(messages).halfClose().status();
  }

  private void begin() {
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(String message) {
            messages.add(message);
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            end.complete(status);
          }
        },
        new Metadata());
    call.request(1_000_000);
  }

  public Call send(String... messages) {
    List.of(messages).forEach(call::sendMessage);
    return this;
  }

  public Call halfClose() {
    call.halfClose();
    return this;
  }

  public void cancel() {
    call.cancel("for this test", null);
  }

  /** The next message; waits for it. */
  public String message() throws InterruptedException {
    String message = messages.poll(10, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message came");
    }
    return message;
  }

  /** How the call ended; waits for it. */
  public Status status() {
    try {
      return end.get(10, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException | InterruptedException e) {
      throw new AssertionError("the call did not end", e);
    }
  }
}
