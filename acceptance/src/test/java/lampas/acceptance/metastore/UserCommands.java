package lampas.acceptance.metastore;

import static org.assertj.core.api.Assertions.assertThat;

import lampas.acceptance.peer.Conversation;
import org.junit.jupiter.api.Test;

/** {@code user}, {@code role}, {@code auth}. */
interface UserCommands {
  String DENIED = "Error: etcdserver: permission denied";
  String WRONG_PASSWORD = "Error: etcdserver: authentication failed, invalid user ID or password";

  Etcdctl etcdctl();

  @Test
  default void usersAndRolesAreKept() {
    assertThat(etcdctl().prints("user", "add", "ann:a")).isEqualTo("User ann created\n");
    assertThat(etcdctl().prints("role", "add", "writer")).isEqualTo("Role writer created\n");
    assertThat(
            etcdctl().prints("role", "grant-permission", "writer", "readwrite", "--prefix", "a/"))
        .isEqualTo("Role writer updated\n");
    assertThat(etcdctl().prints("role", "grant-permission", "writer", "read", "b", "c"))
        .isEqualTo("Role writer updated\n");
    assertThat(etcdctl().prints("role", "grant-permission", "writer", "write", "--from-key", "x"))
        .isEqualTo("Role writer updated\n");
    assertThat(etcdctl().prints("user", "grant-role", "ann", "writer"))
        .isEqualTo("Role writer is granted to user ann\n");

    assertThat(etcdctl().prints("user", "list").lines()).contains("ann");
    assertThat(etcdctl().prints("role", "list").lines()).contains("writer");
    assertThat(etcdctl().prints("user", "get", "ann")).isEqualTo("User: ann\nRoles: writer\n");
    assertThat(etcdctl().prints("role", "get", "writer"))
        .isEqualTo(
            """
            Role writer
            KV Read:
            \t[a/, a0) (prefix a/)
            \t[b, c) (prefix b)
            KV Write:
            \t[a/, a0) (prefix a/)
            \t[x, <open ended>
            """);
    assertThat(etcdctl().prints("user", "get", "ann", "--detail"))
        .startsWith("User: ann\n\nRole writer\nKV Read:\n");

    assertThat(etcdctl().prints("role", "revoke-permission", "writer", "b", "c"))
        .isEqualTo("Permission of range [b, c) is revoked from role writer\n");
    assertThat(etcdctl().fails(1, "role", "revoke-permission", "writer", "b", "c"))
        .isEqualTo("Error: etcdserver: permission is not granted to the role");
    assertThat(etcdctl().prints("user", "revoke-role", "ann", "writer"))
        .isEqualTo("Role writer is revoked from user ann\n");
    assertThat(etcdctl().fails(1, "user", "revoke-role", "ann", "writer"))
        .isEqualTo("Error: etcdserver: role is not granted to the user");
    assertThat(etcdctl().prints("role", "delete", "writer")).isEqualTo("Role writer deleted\n");
    assertThat(etcdctl().prints("user", "delete", "ann")).isEqualTo("User ann deleted\n");
    assertThat(etcdctl().prints("user", "list").lines()).doesNotContain("ann");
  }

  @Test
  default void whatIsWrongWithUsersAndRolesIsSaidInEtcdsWords() {
    etcdctl().prints("user", "add", "twice:a");
    etcdctl().prints("role", "add", "twice");

    assertThat(etcdctl().fails(1, "user", "add", "twice:b"))
        .isEqualTo("Error: etcdserver: user name already exists");
    assertThat(etcdctl().fails(1, "role", "add", "twice"))
        .isEqualTo("Error: etcdserver: role name already exists");
    assertThat(etcdctl().fails(1, "user", "get", "nobody"))
        .isEqualTo("Error: etcdserver: user name not found");
    assertThat(etcdctl().fails(1, "user", "delete", "nobody"))
        .isEqualTo("Error: etcdserver: user name not found");
    assertThat(etcdctl().fails(1, "role", "get", "nothing"))
        .isEqualTo("Error: etcdserver: role name not found");
    assertThat(etcdctl().fails(1, "role", "delete", "nothing"))
        .isEqualTo("Error: etcdserver: role name not found");
    assertThat(etcdctl().fails(1, "user", "grant-role", "twice", "nothing"))
        .isEqualTo("Error: etcdserver: role name not found");
    assertThat(etcdctl().fails(1, "role", "grant-permission", "nothing", "read", "a"))
        .isEqualTo("Error: etcdserver: role name not found");
    assertThat(etcdctl().run("", "auth", "enable").exitCode()).isNotZero();
  }

  @Test
  default void withAuthenticationOnlyTheAllowedIsDone() throws InterruptedException {
    etcdctl().prints("user", "add", "root:r");
    etcdctl().prints("user", "add", "bob:b");
    etcdctl().prints("role", "add", "reader");
    etcdctl().prints("role", "grant-permission", "reader", "read", "u/", "u0");
    etcdctl().prints("role", "grant-permission", "reader", "readwrite", "--prefix", "u/own/");
    etcdctl().prints("user", "grant-role", "bob", "reader");
    etcdctl().prints("put", "u/1", "one");
    etcdctl().prints("put", "v/1", "other");
    long first = etcdctl().revision();
    Etcdctl root = etcdctl().as("root", "r");
    Etcdctl bob = etcdctl().as("bob", "b");

    /* etcdctl gives root its role first, when it is missing, and says so in its log. */
    assertThat(etcdctl().prints("auth", "enable")).isEqualTo("Authentication Enabled\n");
    try {
      nobodyWithoutANameOrWithAWrongPassword();
      onlyWithinTheRange(bob, first);
      onlyRootManages(bob, root);
    } finally {
      assertThat(root.prints("auth", "disable")).isEqualTo("Authentication Disabled\n");
    }
    assertThat(etcdctl().prints("get", "v/1")).isEqualTo("v/1\nother\n");
    etcdctl().prints("user", "delete", "root");
    etcdctl().prints("role", "delete", "root");
  }

  private void nobodyWithoutANameOrWithAWrongPassword() {
    assertThat(etcdctl().fails(1, "get", "u/1")).isEqualTo("Error: etcdserver: user name is empty");
    assertThat(etcdctl().fails(1, "put", "u/1", "x"))
        .isEqualTo("Error: etcdserver: user name is empty");
    assertThat(etcdctl().fails(1, "auth", "disable"))
        .isEqualTo("Error: etcdserver: user name is empty");
    assertThat(etcdctl().as("bob", "wrong").fails(2, "get", "u/1")).isEqualTo(WRONG_PASSWORD);
    assertThat(etcdctl().as("nobody", "b").fails(2, "get", "u/1")).isEqualTo(WRONG_PASSWORD);
    assertThat(etcdctl().json("endpoint", "status").at("/0/Status/leader").asString()).isNotEmpty();
    assertThat(etcdctl().prints("member", "list")).contains(", started, ");
  }

  private static void onlyWithinTheRange(Etcdctl bob, long first) throws InterruptedException {
    assertThat(bob.prints("get", "u/1")).isEqualTo("u/1\none\n");
    assertThat(bob.prints("get", "--prefix", "u/")).isEqualTo("u/1\none\n");
    assertThat(bob.prints("put", "u/own/1", "mine")).isEqualTo("OK\n");
    assertThat(bob.prints("del", "u/own/1")).isEqualTo("1\n");
    assertThat(bob.fails(1, "put", "u/1", "x")).isEqualTo(DENIED);
    assertThat(bob.fails(1, "get", "v/1")).isEqualTo(DENIED);
    assertThat(bob.fails(1, "get", "--prefix", "u")).isEqualTo(DENIED);
    assertThat(bob.fails(1, "get", "u/1", "u00")).isEqualTo(DENIED);
    assertThat(bob.fails(1, "get", "--from-key", "u/1")).isEqualTo(DENIED);
    assertThat(bob.fails(1, "del", "--prefix", "u/")).isEqualTo(DENIED);
    assertThat(bob.failsOn("\nget u/1\nput u/1 x\n\n\n", 1, "txn")).isEqualTo(DENIED);
    assertThat(bob.failsOn("value(\"v/1\") = \"other\"\n\n\n\n", 1, "txn")).isEqualTo(DENIED);
    assertThat(bob.printsOn("value(\"u/1\") = \"one\"\n\nget u/1\n\n\n", "txn"))
        .isEqualTo("SUCCESS\n\nu/1\none\n");
    assertThat(bob.fails(1, "put", "--prev-kv", "v/1", "x")).isEqualTo(DENIED);

    try (Conversation watch = bob.start("watch", "u/1", "--rev=" + (first - 1))) {
      watch.hears("PUT\nu/1\none\n");
    }
    try (Conversation watch = bob.start("watch", "v/1", "--rev=" + first)) {
      assertThat(watch.exitCode()).isEqualTo(5);
      watch.hears(
          "watch was canceled (rpc error: code = PermissionDenied desc = etcdserver: permission"
              + " denied)\nError: watch is canceled by the server\n");
    }
  }

  private static void onlyRootManages(Etcdctl bob, Etcdctl root) {
    assertThat(root.prints("get", "v/1")).isEqualTo("v/1\nother\n");
    assertThat(root.prints("put", "v/2", "x")).isEqualTo("OK\n");
    assertThat(bob.fails(1, "user", "list")).isEqualTo(DENIED);
    assertThat(bob.fails(1, "user", "add", "eve:e")).isEqualTo(DENIED);
    assertThat(bob.fails(1, "user", "get", "root")).isEqualTo(DENIED);
    assertThat(bob.prints("user", "get", "bob")).isEqualTo("User: bob\nRoles: reader\n");
    assertThat(bob.prints("role", "get", "reader")).startsWith("Role reader\n");
    assertThat(bob.fails(1, "role", "get", "root")).isEqualTo(DENIED);
    assertThat(bob.fails(1, "auth", "disable")).isEqualTo(DENIED);
    assertThat(root.fails(1, "user", "delete", "root"))
        .isEqualTo("Error: etcdserver: invalid auth management");
    assertThat(root.fails(1, "user", "revoke-role", "root", "root"))
        .isEqualTo("Error: etcdserver: invalid auth management");

    root.printsOn("b2\n", "user", "passwd", "bob", "--interactive=false");
    assertThat(bob.fails(2, "get", "u/1")).isEqualTo(WRONG_PASSWORD);
    Etcdctl bob2 = bob.as("bob", "b2");
    assertThat(bob2.prints("get", "u/1")).isEqualTo("u/1\none\n");
    root.prints("user", "revoke-role", "bob", "reader");
    assertThat(bob2.fails(1, "get", "u/1")).isEqualTo(DENIED);
    root.prints("user", "delete", "bob");
    assertThat(bob2.fails(2, "get", "u/1")).isEqualTo(WRONG_PASSWORD);
    root.prints("role", "delete", "reader");
  }
}
