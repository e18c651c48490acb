package lampas.server.config;

import java.util.List;

/**
 * Everything that a server is told: what it scrapes and how it listens, stores and answers.
 *
 * @param global the {@code global} block of a Prometheus configuration
 * @param scrapeJobs the {@code scrape_configs}, each with the global values already filled in
 * @param server how the server listens
 * @param storage what the store keeps
 * @param query the limits of queries
 */
public record ServerConfiguration(
    GlobalSettings global,
    List<ScrapeJob> scrapeJobs,
    ServerSettings server,
    StorageSettings storage,
    QuerySettings query) {

  public ServerConfiguration {
    scrapeJobs = List.copyOf(scrapeJobs);
  }

  /** The configuration of an empty file: defaults, and nothing to scrape. */
  public static ServerConfiguration defaults() {
    return ConfigurationLoader.empty().load();
  }
}
