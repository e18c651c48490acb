package lampas.metrics.redis;

import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.lettuce.core.protocol.RedisCommand;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import lampas.model.catalogue.LabelDomain;
import org.jspecify.annotations.Nullable;

/**
 * Which value of the label {@code operation} a command has: its name in lower case, with {@code
 * _blocking} behind it if the server may let it wait on purpose, {@code other} for commands that
 * Lettuce does not know.
 */
final class Operations {
  static final String OTHER = "other";

  private static final Set<CommandType> ALWAYS_BLOCKING =
      EnumSet.of(
          CommandType.BLMOVE,
          CommandType.BLMOVEM,
          CommandType.BLMPOP,
          CommandType.BLPOP,
          CommandType.BRPOP,
          CommandType.BRPOPLPUSH,
          CommandType.BZMPOP,
          CommandType.BZPOPMAX,
          CommandType.BZPOPMIN,
          CommandType.WAIT);
  private static final String[] NAMES =
      Arrays.stream(CommandType.values()).map(Operations::nameOf).toArray(String[]::new);
  private static final String[] BLOCKING_NAMES =
      Arrays.stream(NAMES).map(name -> name + "_blocking").toArray(String[]::new);
  private static final Map<String, CommandType> BY_NAME = byName();

  static final LabelDomain.Closed DOMAIN = domain();

  private Operations() {}

  static String of(RedisCommand<?, ?, ?> command) {
    @Nullable CommandType type = typeOf(command.getType());
    if (type == null) {
      return OTHER;
    }
    return isBlocking(type, command) ? BLOCKING_NAMES[index(type)] : NAMES[index(type)];
  }

  private static @Nullable CommandType typeOf(ProtocolKeyword keyword) {
    return keyword instanceof CommandType type
        ? type
        : BY_NAME.get(keyword.toString().toUpperCase(Locale.ROOT));
  }

  private static boolean isBlocking(CommandType type, RedisCommand<?, ?, ?> command) {
    return switch (type) {
      case XREAD, XREADGROUP -> hasBlock(command.getArgs());
      default -> ALWAYS_BLOCKING.contains(type);
    };
  }

  /* Keys come out as key<...>, so that this is the keyword; Lettuce has no other way to ask. */
  private static boolean hasBlock(@Nullable CommandArgs<?, ?> arguments) {
    return arguments != null && (" " + arguments.toCommandString()).contains(" BLOCK ");
  }

  @SuppressWarnings("EnumOrdinal") // The index of arrays that are not kept anywhere.
  private static int index(CommandType type) {
    return type.ordinal();
  }

  private static String nameOf(CommandType type) {
    return type.toString().toLowerCase(Locale.ROOT);
  }

  private static Map<String, CommandType> byName() {
    Map<String, CommandType> types = new HashMap<>();
    for (CommandType type : CommandType.values()) {
      types.put(type.toString().toUpperCase(Locale.ROOT), type);
    }
    return types;
  }

  private static LabelDomain.Closed domain() {
    Stream<String> blocking =
        Stream.concat(
                ALWAYS_BLOCKING.stream(), Stream.of(CommandType.XREAD, CommandType.XREADGROUP))
            .map(type -> Objects.requireNonNull(BLOCKING_NAMES[index(type)]));
    return LabelDomain.closed(
        Stream.of(Arrays.stream(NAMES), blocking, Stream.of(OTHER))
            .flatMap(names -> names)
            .distinct()
            .toArray(String[]::new));
  }
}
