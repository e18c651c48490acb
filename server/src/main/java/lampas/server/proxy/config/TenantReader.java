package lampas.server.proxy.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import lampas.server.config.YamlMapping;
import lampas.server.http.ServerTls;
import lampas.server.proxy.TenantAccess;
import lampas.server.proxy.TokenSource;
import lampas.server.proxy.tenant.ForcedLabel;
import lampas.server.proxy.tenant.Tenant;
import lampas.server.proxy.tenant.TenantLimits;

/** Makes one tenant from its section. */
final class TenantReader {
  private static final String NAME = "name";
  private static final String MATCHERS = "matchers";
  private static final String TOKENS = "tokens_sha256";
  private static final String TOKEN_FILES = "token_files";
  private static final String CERTIFICATES = "certificates";
  private static final String ANONYMOUS = "anonymous";

  private final YamlMapping keys;
  private final Path folder;
  private final TenantLimits otherwise;
  private boolean valid = true;

  TenantReader(YamlMapping keys, Path folder, TenantLimits otherwise) {
    this.keys = keys;
    this.folder = folder;
    this.otherwise = otherwise;
  }

  Optional<TenantAccess> read(Optional<ServerTls> tls) {
    String name = keys.text(NAME).orElse("");
    if (name.isEmpty()) {
      wrong(NAME, "missing (expected: a name)");
    }
    List<ForcedLabel> labels = labels();
    List<TokenSource> tokens = tokens();
    List<String> certificates = certificates();
    boolean anonymous = keys.value(ANONYMOUS, "true or false", TenantReader::flag).orElse(false);
    TenantLimits limits =
        keys.mapping("limits").map(own -> LimitsReader.read(own, otherwise)).orElse(otherwise);
    keys.finish();
    boolean asked = tls.filter(given -> given.clients() != ServerTls.Clients.NOT_ASKED).isPresent();
    if (!certificates.isEmpty() && !asked) {
      wrong(CERTIFICATES, "nobody is asked for one (expected: tls.client_ca_file)");
    }
    if (tokens.isEmpty() && certificates.isEmpty() && !anonymous) {
      wrong(
          NAME,
          "%s: nobody can be it (expected: %s, %s, %s or %s)"
              .formatted(name, TOKENS, TOKEN_FILES, CERTIFICATES, ANONYMOUS));
    }
    return valid
        ? Optional.of(
            new TenantAccess(new Tenant(name, labels, limits), tokens, certificates, anonymous))
        : Optional.empty();
  }

  private List<ForcedLabel> labels() {
    List<ForcedLabel> labels = new ArrayList<>();
    Optional<YamlMapping> matchers = keys.mapping(MATCHERS);
    for (String label : matchers.map(YamlMapping::keys).orElse(Set.of())) {
      List<String> values = matchers.get().oneOrMoreTexts(label);
      try {
        labels.add(new ForcedLabel(label, new LinkedHashSet<>(values)));
      } catch (IllegalArgumentException unusable) {
        valid = false;
        matchers.get().problem(label, String.valueOf(unusable.getMessage()));
      }
    }
    if (labels.isEmpty() && valid) {
      wrong(MATCHERS, "none (expected: at least one, such as tenant: a)");
    }
    return labels;
  }

  private List<TokenSource> tokens() {
    List<TokenSource> tokens = new ArrayList<>();
    for (String digest : keys.texts(TOKENS)) {
      try {
        tokens.add(new TokenSource.Digest(digest.toLowerCase(Locale.ROOT)));
      } catch (IllegalArgumentException unusable) {
        wrong(TOKENS, String.valueOf(unusable.getMessage()));
      }
    }
    for (String text : keys.texts(TOKEN_FILES)) {
      Path file = folder.resolve(text);
      if (!Files.isReadable(file)) {
        wrong(TOKEN_FILES, text + " cannot be read (expected: a file with a token a line)");
      }
      tokens.add(new TokenSource.InFile(file));
    }
    return tokens;
  }

  /* However the file writes a name, it is compared as RFC 2253 writes it. */
  private List<String> certificates() {
    List<String> subjects = new ArrayList<>();
    for (String subject : keys.texts(CERTIFICATES)) {
      try {
        subjects.add(new X500Principal(subject).getName());
      } catch (IllegalArgumentException unusable) {
        wrong(CERTIFICATES, subject + " (expected: a subject such as CN=team-a,O=Example)");
      }
    }
    return subjects;
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private void wrong(String key, String what) {
    valid = false;
    keys.problem(key, what);
  }
}
