package lampas.examples.metastore.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The members of a cluster, which are fixed.
 *
 * @param list all of them, in some order; at least one
 */
public record Members(List<Member> list) {
  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException if there are none, or two of the same
   */
  public Members {
    list = List.copyOf(list);
    if (list.isEmpty()) {
      throw new IllegalArgumentException("members: none (expected: at least 1)");
    }
    Set<String> names = new HashSet<>();
    for (Member member : list) {
      if (!names.add(member.name())) {
        throw new IllegalArgumentException(
            "member name: " + member.name() + " twice (expected: each once)");
      }
    }
  }

  public static Members of(Member... members) {
    return new Members(List.of(members));
  }

  /** The identifier of the cluster, from the names of its members in whatever order. */
  public long clusterId() {
    return Member.id(
        list.stream().map(Member::name).sorted().collect(Collectors.joining(",", "cluster ", "")));
  }

  /**
   * The identifier of a member, such as {@link lampas.examples.metastore.raft.RaftStatus#leader the
   * leader}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public long id(String name) {
    for (Member member : list) {
      if (member.name().equals(name)) {
        return member.id();
      }
    }
    throw new IllegalArgumentException(
        "member name: "
            + name
            + list.stream()
                .map(Member::name)
                .collect(Collectors.joining(", ", " (expected: one of ", ")")));
  }
}
