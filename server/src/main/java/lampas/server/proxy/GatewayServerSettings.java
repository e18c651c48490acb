package lampas.server.proxy;

import java.util.Optional;
import lampas.server.http.HttpSettings;

/**
 * A gateway as a process of its own.
 *
 * @param http where clients come in
 * @param telemetry where the gateway's own metrics are; empty for nowhere
 * @param upstream where the backend is
 * @param gateway what clients are held to
 */
public record GatewayServerSettings(
    HttpSettings http,
    Optional<HttpSettings> telemetry,
    UpstreamSettings upstream,
    GatewaySettings gateway) {}
