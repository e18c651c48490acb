package lampas.server.config;

/**
 * The {@code server} section: how the server listens.
 *
 * @param listen where, default {@code 127.0.0.1:9090}
 */
public record ServerSettings(ListenAddress listen) {}
