package lampas.examples.agents.config;

/**
 * How the services listen.
 *
 * @param host an address or a name of this machine
 * @param port the orchestrator's; 0 for a free one
 * @param workersPort the workers'; 0 for a free one
 * @param bodyBytes how large a request may be
 */
public record HttpSettings(String host, int port, int workersPort, int bodyBytes) {}
