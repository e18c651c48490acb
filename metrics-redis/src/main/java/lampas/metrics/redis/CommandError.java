package lampas.metrics.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lampas.model.catalogue.LabelDomain;
import org.jspecify.annotations.Nullable;

/**
 * Which value of the label {@code error} a command that failed has: the code of the server's error
 * in lower case, or what happened on this side.
 */
final class CommandError {
  private static final String TIMEOUT = "timeout";
  private static final String CANCELLED = "cancelled";
  private static final String DISCONNECTED = "disconnected";
  private static final String QUEUE_FULL = "queue_full";
  private static final String OTHER = "other";

  /* The codes of Redis 7 and 8. An error that a script makes may have any code. */
  private static final Map<String, String> CODES =
      Stream.of(
              "ASK",
              "BUSY",
              "BUSYGROUP",
              "BUSYKEY",
              "CLUSTERDOWN",
              "CROSSSLOT",
              "ERR",
              "EXECABORT",
              "INPROG",
              "INVALIDOBJ",
              "IOERR",
              "LOADING",
              "MASTERDOWN",
              "MISCONF",
              "MOVED",
              "NOAUTH",
              "NOGOODSLAVE",
              "NOGROUP",
              "NOMASTERLINK",
              "NOPERM",
              "NOPROTO",
              "NOREPLICAS",
              "NOSCRIPT",
              "NOTBUSY",
              "OOM",
              "READONLY",
              "SYNTAX",
              "TRYAGAIN",
              "UNBLOCKED",
              "UNKILLABLE",
              "WRONGPASS",
              "WRONGTYPE")
          .collect(
              Collectors.toUnmodifiableMap(
                  Function.identity(), code -> code.toLowerCase(Locale.ROOT)));

  static final LabelDomain.Closed DOMAIN =
      LabelDomain.closed(
          Stream.concat(
                  CODES.values().stream().sorted(),
                  Stream.of(TIMEOUT, CANCELLED, DISCONNECTED, QUEUE_FULL, OTHER))
              .toArray(String[]::new));

  private static final StackWalker STACK = StackWalker.getInstance();

  private CommandError() {}

  static String of(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return switch (cause) {
      case RedisCommandExecutionException error -> code(error.getMessage());
      case RedisCommandTimeoutException ignored -> TIMEOUT;
      case CancellationException ignored -> isCancelledByTimeout() ? TIMEOUT : CANCELLED;
      case IOException ignored -> DISCONNECTED;
      case RedisConnectionException ignored -> DISCONNECTED;
      case RedisException error -> local(String.valueOf(error.getMessage()), error.getCause());
      default -> OTHER;
    };
  }

  private static String code(@Nullable String message) {
    if (message == null) {
      return OTHER;
    }
    int space = message.indexOf(' ');
    return CODES.getOrDefault(space < 0 ? message : message.substring(0, space), OTHER);
  }

  /*
   * The synchronous interface, and LettuceFutures, cancel a command whose time is over, and only
   * then throw that it is; this runs inside of that call.
   */
  private static boolean isCancelledByTimeout() {
    return STACK.walk(frames ->
        frames.anyMatch(frame ->
            frame.getMethodName().equals("awaitOrCancel")
                && frame.getClassName().startsWith("io.lettuce.core.")));
  }

  /* Lettuce has no classes for these. */
  private static String local(String message, @Nullable Throwable cause) {
    if (message.contains("size exceeded")) {
      return QUEUE_FULL;
    }
    boolean isOfConnection = cause instanceof IOException || message.contains("onnect");
    return isOfConnection ? DISCONNECTED : OTHER;
  }
}
