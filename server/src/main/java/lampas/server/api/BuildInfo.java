package lampas.server.api;

/**
 * What {@code /api/v1/status/buildinfo} says.
 *
 * @param version the version of Lampas
 * @param revision the commit it was built from; empty if unknown
 */
public record BuildInfo(String version, String revision) {}
