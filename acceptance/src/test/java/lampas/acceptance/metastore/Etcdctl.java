package lampas.acceptance.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lampas.acceptance.peer.Command;
import lampas.acceptance.peer.Conversation;
import lampas.acceptance.peer.Programs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Debian's etcdctl.
 *
 * @param endpoint host and port of the server
 * @param flags what is given to every command
 */
record Etcdctl(String endpoint, List<String> flags) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern GRANTED =
      Pattern.compile("lease ([0-9a-f]+) granted with TTL\\(([0-9]+)s\\)\n");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  static Etcdctl of(String endpoint) {
    return new Etcdctl(endpoint, List.of());
  }

  /** The same, for a user. */
  Etcdctl as(String user, String password) {
    return new Etcdctl(endpoint, List.of("--user=" + user + ":" + password));
  }

  /** What a command prints that must succeed; nothing may be said on its error stream. */
  String prints(String... arguments) {
    return printsOn("", arguments);
  }

  /** Like {@link #prints}, with an input. */
  String printsOn(String input, String... arguments) {
    Command command = run(input, arguments);
    assertThat(command.exitCode()).as(command.errors()).isZero();
    assertThat(withoutLog(command.errors())).isEmpty();
    return command.output();
  }

  /** What a command prints as JSON that must succeed. */
  JsonNode json(String... arguments) {
    return JSON.readTree(
        prints(
            Stream.concat(Stream.of(arguments), Stream.of("--write-out=json"))
                .toArray(String[]::new)));
  }

  /** The status of the server; empty if it gives none, as during an election. */
  Optional<JsonNode> status() {
    Command command = run("", "endpoint", "status", "--write-out=json");
    return command.exitCode() == 0
        ? Optional.of(JSON.readTree(command.output()).at("/0/Status"))
        : Optional.empty();
  }

  /** What a command says on its error stream that must end with a code. */
  String fails(int exitCode, String... arguments) {
    return failsOn("", exitCode, arguments);
  }

  /** Like {@link #fails}, with an input. */
  String failsOn(String input, int exitCode, String... arguments) {
    Command command = run(input, arguments);
    String said = withoutLog(command.errors());
    assertThat(command.exitCode()).as(command.output() + said).isEqualTo(exitCode);
    return said;
  }

  /** Runs a command to its end. */
  Command run(String input, String... arguments) {
    try {
      return Command.run(LIMIT, input, command(arguments));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Starts a command that goes on. */
  Conversation start(String... arguments) {
    return Conversation.start(command(arguments));
  }

  /** Grants a lease, which must get the time that it is asked for, and gives its number. */
  String grant(int seconds) {
    String answer = prints("lease", "grant", Integer.toString(seconds));
    Matcher granted = GRANTED.matcher(answer);
    assertThat(granted.matches()).as(answer).isTrue();
    assertThat(granted.group(2)).isEqualTo(Integer.toString(seconds));
    return granted.group(1);
  }

  /** The newest revision. */
  long revision() {
    return json("get", "no such key").at("/header/revision").asLong();
  }

  private List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/bin/env",
                "ETCDCTL_API=3",
                Programs.require("etcdctl"),
                "--endpoints=" + endpoint));
    command.addAll(flags);
    command.addAll(List.of(arguments));
    return command;
  }

  /* The client logs each failed try in JSON. */
  private static String withoutLog(String errors) {
    return errors.lines().filter(line -> !line.startsWith("{")).collect(Collectors.joining("\n"));
  }
}
