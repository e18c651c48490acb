package lampas.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes {@link Credentials} from a job's {@code basic_auth}, {@code authorization} and the like.
 */
public final class CredentialsReader {
  private static final List<String> KEYS =
      List.of("basic_auth", "authorization", "bearer_token", "bearer_token_file");

  private CredentialsReader() {}

  /** The credentials that a section gives; what is wrong with them becomes a problem of it. */
  public static Optional<Credentials> read(YamlMapping keys, Path folder) {
    List<String> given = KEYS.stream().filter(keys::has).toList();
    if (given.size() > 1) {
      keys.problem(given.get(1), "given beside " + given.get(0) + " (expected: one of them)");
    }
    Optional<Credentials> bearer =
        secret(keys, "bearer_token", "bearer_token_file", folder)
            .map(token -> new Credentials.Token("Bearer", token));
    return keys.mapping("basic_auth")
        .map(section -> basic(section, folder))
        .or(() -> keys.mapping("authorization").flatMap(section -> token(section, folder)))
        .or(() -> bearer);
  }

  private static Credentials basic(YamlMapping keys, Path folder) {
    Secret nothing = new Secret.Inline("");
    Credentials basic =
        new Credentials.Basic(
            secret(keys, "username", "username_file", folder).orElse(nothing),
            secret(keys, "password", "password_file", folder).orElse(nothing));
    keys.unsupported("username_ref", "there is no secret store");
    keys.unsupported("password_ref", "there is no secret store");
    keys.finish();
    return basic;
  }

  private static Optional<Credentials> token(YamlMapping keys, Path folder) {
    String type = keys.text("type").map(String::strip).orElse("Bearer");
    if (type.toLowerCase(Locale.ROOT).equals("basic")) {
      keys.problem("type", type + " (expected: another type; basic_auth does that)");
    }
    Optional<Secret> token = secret(keys, "credentials", "credentials_file", folder);
    keys.unsupported("credentials_ref", "there is no secret store");
    keys.finish();
    return token.map(secret -> new Credentials.Token(type, secret));
  }

  private static Optional<Secret> secret(
      YamlMapping keys, String key, String fileKey, Path folder) {
    if (keys.has(key) && keys.has(fileKey)) {
      keys.problem(fileKey, "given beside " + key + " (expected: one of them)");
    }
    Optional<Secret> inFile =
        keys.text(fileKey).map(file -> new Secret.InFile(folder.resolve(file)));
    return keys.text(key).<Secret>map(Secret.Inline::new).or(() -> inFile);
  }
}
