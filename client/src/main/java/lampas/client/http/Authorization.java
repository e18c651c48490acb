package lampas.client.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** The {@code Authorization} header of one request. */
final class Authorization {
  private Authorization() {}

  static Optional<String> of(Credentials credentials) throws TransportException {
    return switch (credentials) {
      case Credentials.None none -> Optional.empty();
      case Credentials.Bearer bearer -> Optional.of("Bearer " + bearer.token());
      case Credentials.BearerFile bearer -> Optional.of("Bearer " + read(bearer.file()));
      case Credentials.Basic basic -> {
        byte[] pair = (basic.user() + ":" + basic.password()).getBytes(StandardCharsets.UTF_8);
        yield Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
      }
    };
  }

  private static String read(Path file) throws TransportException {
    try {
      String token = Files.readString(file).strip();
      if (token.isEmpty()) {
        throw new TransportException(
            new TransportFault.NoCredentials("the file of the bearer token is empty"));
      }
      HeaderRules.check("bearer token", "Authorization", "Bearer " + token);
      return token;
    } catch (IllegalArgumentException malformed) {
      throw new TransportException(
          new TransportFault.NoCredentials("the file of the bearer token holds no token"),
          malformed);
    } catch (TransportException empty) {
      throw empty;
    } catch (IOException unreadable) {
      throw new TransportException(
          new TransportFault.NoCredentials("the file of the bearer token cannot be read"),
          unreadable);
    }
  }
}
