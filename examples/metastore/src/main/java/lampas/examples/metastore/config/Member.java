package lampas.examples.metastore.config;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One node of a cluster, as all of them know it.
 *
 * @param name unique in the cluster: letters, digits, {@code -} and {@code _}
 * @param peer where the other nodes reach it
 * @param client where clients reach it
 */
public record Member(String name, Address peer, Address client) {
  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public Member {
    checkName(name);
  }

  static String checkName(String name) {
    if (!name.matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException(
          "name: \"" + name + "\" (expected: letters, digits, - and _)");
    }
    return name;
  }

  /**
   * The member that {@code node1=127.0.0.1:2380/127.0.0.1:2379} says: name, peer, client.
   *
   * @throws IllegalArgumentException if the text says none
   */
  static Member parse(String text) {
    int equals = text.indexOf('=');
    int slash = text.indexOf('/');
    if (equals < 0 || slash < equals) {
      throw new IllegalArgumentException("member: \"" + text + "\" (expected: name=peer/client)");
    }
    return new Member(
        text.substring(0, equals),
        Address.parse(text.substring(equals + 1, slash)),
        Address.parse(text.substring(slash + 1)));
  }

  /** The members of a text with commas between them; none of an empty text. */
  static List<Member> parseAll(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    List<Member> members =
        Arrays.stream(text.split(",", -1)).map(String::strip).map(Member::parse).toList();
    Set<String> names = new LinkedHashSet<>();
    for (Member member : members) {
      if (!names.add(member.name())) {
        throw new IllegalArgumentException("member: " + member.name() + " twice (expected: once)");
      }
    }
    return members;
  }

  /** The members as {@link #parseAll} reads them. */
  public static String format(List<Member> members) {
    return members.stream().map(Member::toString).collect(Collectors.joining(","));
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    return name + "=" + peer + "/" + client;
  }
}
