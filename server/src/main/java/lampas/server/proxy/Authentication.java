package lampas.server.proxy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import lampas.server.http.Call;
import lampas.server.http.HttpProblem;
import lampas.server.proxy.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which tenant a request is from: by its bearer token, else by the certificate of its
 * client, else, where a tenant is anonymous, that one. Thread-safe.
 *
 * <p>A token that nobody has is refused, whatever else would hold. Tokens are kept as their
 * SHA-256, and all of them are compared, in constant time.
 */
final class Authentication {
  private static final String SCHEME = "bearer ";

  @SuppressWarnings("ArrayRecordComponent") // Never compared as a record.
  private record Known(byte[] digest, Tenant tenant) {}

  private record Watched(TokenFile file, Tenant tenant) {}

  private final List<Known> fixed = new ArrayList<>();
  private final List<Watched> files = new ArrayList<>();
  private final Map<String, Tenant> bySubject = new HashMap<>();
  private Optional<Tenant> anonymous = Optional.empty();

  Authentication(List<TenantAccess> tenants, LongSupplier nanoTime) {
    for (TenantAccess access : tenants) {
      for (TokenSource source : access.tokens()) {
        switch (source) {
          case TokenSource.Digest digest -> fixed.add(new Known(digest.bytes(), access.tenant()));
          case TokenSource.InFile(var file) ->
              files.add(new Watched(new TokenFile(file, nanoTime), access.tenant()));
        }
      }
      for (String subject : access.certificateSubjects()) {
        bySubject.put(subject, access.tenant());
      }
      if (access.anonymous()) {
        anonymous = Optional.of(access.tenant());
      }
    }
  }

  Tenant tenant(Call call) {
    Optional<String> header = call.header("Authorization");
    if (header.isPresent()) {
      return byToken(header.get()).orElseThrow(() -> refused("no such token"));
    }
    return call.certificateSubject()
        .map(bySubject::get)
        .or(() -> anonymous)
        .orElseThrow(() -> refused("none (expected: Authorization: Bearer TOKEN)"));
  }

  private Optional<Tenant> byToken(String header) {
    if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
      return Optional.empty();
    }
    byte[] shown = digest(header.substring(SCHEME.length()).strip());
    @Nullable Tenant found = null;
    for (Known known : fixed) {
      found = MessageDigest.isEqual(known.digest(), shown) ? known.tenant() : found;
    }
    for (Watched watched : files) {
      for (byte[] digest : watched.file().digests()) {
        found = MessageDigest.isEqual(digest, shown) ? watched.tenant() : found;
      }
    }
    return Optional.ofNullable(found);
  }

  private static HttpProblem refused(String why) {
    return new HttpProblem(401, "unauthorized", "credentials: " + why)
        .with("WWW-Authenticate", "Bearer");
  }

  static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256: not there (expected: in every JDK)", impossible);
    }
  }
}
