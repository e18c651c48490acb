package lampas.examples.agents.queue;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import lampas.examples.agents.redis.RedisLink;
import lampas.examples.agents.redis.RedisUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * A Lua script that Redis runs as one step.
 *
 * <p>What runs it throws {@link RedisUnavailableException} if Redis did not do it. Immutable.
 */
final class Script {
  static final Script ACCEPT = of("accept", ScriptOutputType.MULTI);
  static final Script FINISH = of("finish", ScriptOutputType.VALUE);
  static final Script CLAIM = of("claim", ScriptOutputType.MULTI);
  static final Script TOUCH = of("touch", ScriptOutputType.INTEGER);
  static final Script SEEN = of("seen", ScriptOutputType.INTEGER);
  static final Script TIDY = of("tidy", ScriptOutputType.INTEGER);

  private final String text;
  private final String digest;
  private final ScriptOutputType output;

  private Script(String text, ScriptOutputType output) {
    this.text = text;
    this.output = output;
    digest = sha1(text);
  }

  private static Script of(String name, ScriptOutputType output) {
    try (InputStream resource = Script.class.getResourceAsStream(name + ".lua")) {
      if (resource == null) {
        throw new IllegalStateException(name + ".lua: not on the class path");
      }
      return new Script(new String(resource.readAllBytes(), StandardCharsets.UTF_8), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs one that gives a list. */
  List<?> list(RedisLink link, String[] keys, String... arguments) {
    return Objects.requireNonNull(this.<List<?>>run(link, keys, arguments));
  }

  /** Runs one that gives a text. */
  String text(RedisLink link, String[] keys, String... arguments) {
    return Objects.requireNonNull(this.<String>run(link, keys, arguments));
  }

  /** Runs one that gives a number. */
  long number(RedisLink link, String[] keys, String... arguments) {
    return Objects.requireNonNull(this.<Long>run(link, keys, arguments));
  }

  /* Sends its text only if Redis does not have it. Lettuce takes what the output type says. */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  private <T> @Nullable T run(RedisLink link, String[] keys, String... arguments) {
    try {
      return link.<T>call(redis -> redis.evalsha(digest, output, keys, arguments));
    } catch (RedisUnavailableException failed) {
      if (failed.getCause() instanceof RedisNoScriptException) {
        return link.<T>call(redis -> redis.eval(text, output, keys, arguments));
      }
      throw failed;
    }
  }

  private static String sha1(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
