package lampas.examples.metastore.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import lampas.examples.metastore.config.Address;
import lampas.examples.metastore.config.Member;
import lampas.examples.metastore.config.MetastoreConfiguration;
import lampas.examples.metastore.raft.RaftMember;
import lampas.examples.metastore.raft.Replica;
import lampas.examples.metastore.raft.ReplicaSettings;
import lampas.examples.metastore.state.MetadataState;
import lampas.examples.metastore.telemetry.Telemetry;
import lampas.metrics.Registry;
import lampas.metrics.exporter.Exporter;
import lampas.metrics.exporter.ExporterOptions;
import lampas.metrics.exposition.Format;
import lampas.model.error.ErrorKind;

/** One node of a metadata store, from its log to its metrics. Thread-safe. */
public final class Node implements AutoCloseable {
  /** Who asks, and what else stands around a request in an entry of the log. */
  private static final int AROUND_REQUEST = 4_096;

  private final String name;
  private final ClientServer server;
  private final Replica replica;
  private final Optional<Registry> registry;
  private final Optional<Exporter> exporter;
  private final Parts parts;

  private Node(
      String name,
      ClientServer server,
      Replica replica,
      Optional<Registry> registry,
      Optional<Exporter> exporter,
      Parts parts) {
    this.name = name;
    this.server = server;
    this.replica = replica;
    this.registry = registry;
    this.exporter = exporter;
    this.parts = parts;
  }

  /**
   * Starts a node, which listens as soon as this returns.
   *
   * @throws lampas.model.error.LampasException UNAVAILABLE if a port or the folder cannot be used
   */
  public static Node start(MetastoreConfiguration configuration) {
    Parts parts = new Parts();
    try {
      return start(configuration, parts);
    } catch (Throwable failed) {
      parts.close();
      throw failed;
    }
  }

  /*
   * Metrics are the first to be there and the last to go: a scrape sees a node that stops until it
   * has stopped, and a port that is taken is told before anything joins a cluster. Clients come
   * last and go first.
   */
  private static Node start(MetastoreConfiguration configuration, Parts parts) {
    Optional<Registry> registry =
        configuration.monitoring().enablePrometheus()
            ? Optional.of(Registry.create())
            : Optional.empty();
    Telemetry telemetry = registry.map(Telemetry::recordingIn).orElse(Telemetry.OFF);
    List<Member> members = members(configuration);
    ReplayFilter observer = new ReplayFilter(telemetry.state());
    MetadataState state = MetadataState.create(observer, System::nanoTime);
    Optional<Exporter> exporter =
        registry.map(shown -> parts.add("metrics", Exporter.start(shown, options(configuration))));
    Replica replica =
        parts.add(
            "log", replica(configuration, members, new AppliedState(state, observer), telemetry));
    registry.ifPresent(shown -> Telemetry.ask(shown, configuration.name(), state, replica));
    parts.add("leases", LeaseExpiryLoop.start(replica, state));
    Services services =
        parts.add("services", Services.start(configuration, members, replica, state, telemetry));
    ClientServer server =
        parts.add(
            "clients",
            ClientServer.start(configuration, services.all(), services.auth(), registry));
    parts.add("watches", services::endWatches);
    return new Node(configuration.name(), server, replica, registry, exporter, parts);
  }

  /** The port for clients, which is the free one that was found if the setting was 0. */
  public int port() {
    return server.port();
  }

  /** Where the metrics are; empty if nothing is measured. */
  public Optional<URI> metrics() {
    return exporter.map(Exporter::uri);
  }

  public String name() {
    return name;
  }

  /** Whether this node leads its cluster. */
  public boolean isLeader() {
    return replica.status().isLeader();
  }

  /** What is measured; empty if nothing is. */
  Optional<Registry> registry() {
    return registry;
  }

  /**
   * Done when this node takes part in the log no more, with the reason: it was closed, or its disk
   * or its state failed. Then it is of no use and should be closed.
   */
  public CompletableFuture<Throwable> ended() {
    return replica.ended();
  }

  /** All metrics in Prometheus's text format, also after the end; empty if nothing is measured. */
  public Optional<String> page() {
    return registry.map(shown -> {
      ByteArrayOutputStream page = new ByteArrayOutputStream();
      try {
        shown.write(Format.TEXT, page);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return page.toString(StandardCharsets.UTF_8);
    });
  }

  /** Stops clients first, metrics last; idempotent. */
  @Override
  public void close() {
    parts.close();
  }

  private static ExporterOptions options(MetastoreConfiguration configuration) {
    return ExporterOptions.onPort(configuration.monitoring().prometheusPort())
        .withHost(configuration.host());
  }

  private static List<Member> members(MetastoreConfiguration configuration) {
    if (!configuration.members().isEmpty()) {
      return configuration.members();
    }
    int port = configuration.port();
    int above = port == 0 ? freePort(configuration.host()) : port + 1;
    int peer = configuration.peerPort() == 0 ? above : configuration.peerPort();
    return List.of(
        new Member(
            configuration.name(),
            new Address(configuration.host(), peer),
            new Address(configuration.host(), port)));
  }

  private static Replica replica(
      MetastoreConfiguration configuration,
      List<Member> members,
      AppliedState state,
      Telemetry telemetry) {
    try {
      Files.createDirectories(configuration.folder());
      return Replica.start(replicaSettings(configuration, members), state, telemetry.raft());
    } catch (IOException | UncheckedIOException e) {
      throw new NodeException(
          ErrorKind.UNAVAILABLE,
          "data folder or peer port: %s, %s cannot be used, %s"
              .formatted(configuration.folder(), peer(configuration, members), e.getMessage()),
          e);
    } catch (IllegalArgumentException e) {
      throw new NodeException(
          ErrorKind.USER,
          "data folder: %s: %s".formatted(configuration.folder(), e.getMessage()),
          e);
    }
  }

  private static Address peer(MetastoreConfiguration configuration, List<Member> members) {
    return members.stream()
        .filter(member -> member.name().equals(configuration.name()))
        .map(Member::peer)
        .findFirst()
        .orElseThrow();
  }

  /* The log wants to be told its port; of a node that is alone nobody needs to know it. */
  private static int freePort(String host) {
    try (ServerSocket found = new ServerSocket()) {
      found.bind(new InetSocketAddress(host, 0));
      return found.getLocalPort();
    } catch (IOException e) {
      throw new NodeException(
          ErrorKind.UNAVAILABLE,
          "host: %s cannot be listened on, %s (expected: an address of this machine)"
              .formatted(host, e.getMessage()),
          e);
    }
  }

  private static ReplicaSettings replicaSettings(
      MetastoreConfiguration configuration, List<Member> members) {
    return new ReplicaSettings(
        configuration.name(),
        members.stream()
            .map(
                member -> new RaftMember(member.name(), member.peer().host(), member.peer().port()))
            .collect(Collectors.toUnmodifiableList()),
        configuration.folder().resolve("log"),
        configuration.raft().electionTimeout(),
        configuration.raft().proposalTimeout(),
        configuration.raft().snapshotEvery(),
        configuration.limits().requestBytes() + AROUND_REQUEST,
        ReplicaSettings.DEFAULT_MAX_IN_FLIGHT,
        ReplicaSettings.DEFAULT_MAX_IN_FLIGHT_BYTES);
  }
}
