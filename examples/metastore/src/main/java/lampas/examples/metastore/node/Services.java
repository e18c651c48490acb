package lampas.examples.metastore.node;

import io.grpc.BindableService;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import lampas.examples.metastore.api.AuthService;
import lampas.examples.metastore.api.ClusterService;
import lampas.examples.metastore.api.Gateway;
import lampas.examples.metastore.api.KvService;
import lampas.examples.metastore.api.LeaseService;
import lampas.examples.metastore.api.MaintenanceService;
import lampas.examples.metastore.api.Member;
import lampas.examples.metastore.api.Members;
import lampas.examples.metastore.api.WatchService;
import lampas.examples.metastore.auth.Passwords;
import lampas.examples.metastore.auth.TokenHook;
import lampas.examples.metastore.auth.Tokens;
import lampas.examples.metastore.config.MetastoreConfiguration;
import lampas.examples.metastore.raft.Replica;
import lampas.examples.metastore.state.MetadataState;
import lampas.examples.metastore.telemetry.Telemetry;
import lampas.examples.metastore.watch.WatchHub;
import lampas.examples.metastore.watch.WatchSettings;
import lampas.metrics.grpc.AuthHook;

/** etcd's services on one node's state. */
final class Services implements AutoCloseable {
  /* Each login keeps a processor busy for a tenth of a second; those that would wait long are
  refused, so that nobody can take the node with wrong passwords. */
  private static final int LOGINS_WAITING = 100;

  private final List<BindableService> all;
  private final AuthHook auth;
  private final WatchHub watches;
  private final ExecutorService pumps;
  private final ExecutorService logins;
  private final ScheduledExecutorService timer;

  private Services(
      List<BindableService> all,
      AuthHook auth,
      WatchHub watches,
      ExecutorService pumps,
      ExecutorService logins,
      ScheduledExecutorService timer) {
    this.all = all;
    this.auth = auth;
    this.watches = watches;
    this.pumps = pumps;
    this.logins = logins;
    this.timer = timer;
  }

  static Services start(
      MetastoreConfiguration configuration,
      List<lampas.examples.metastore.config.Member> members,
      Replica replica,
      MetadataState state,
      Telemetry telemetry) {
    ExecutorService pumps = Executors.newVirtualThreadPerTaskExecutor();
    ExecutorService logins = loginExecutor();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("watch-progress").factory());
    Members listed = new Members(members.stream().map(Services::listed).toList());
    Gateway gateway =
        new Gateway(replica, state, listed.clusterId(), listed.id(configuration.name()));
    Tokens tokens = Tokens.create(configuration.tokenTtl(), Clock.systemUTC());
    WatchHub watches =
        WatchHub.start(state, watchSettings(configuration), telemetry.watch(), pumps, timer);
    List<BindableService> all =
        List.of(
            new KvService(gateway),
            new LeaseService(gateway),
            new WatchService(gateway, watches),
            new AuthService(
                gateway,
                Passwords.ofCost(Passwords.DEFAULT_COST),
                tokens,
                telemetry.auth(),
                logins),
            new ClusterService(gateway, listed),
            new MaintenanceService(gateway, listed, configuration.folder()));
    AuthHook auth = TokenHook.create(state::auth, tokens);
    return new Services(all, auth, watches, pumps, logins, timer);
  }

  List<BindableService> all() {
    return all;
  }

  /** Who may call them. */
  AuthHook auth() {
    return auth;
  }

  /** Ends the streams of watches, which would keep the server from stopping. */
  void endWatches() {
    watches.close();
  }

  @Override
  public void close() {
    watches.close();
    timer.shutdownNow();
    logins.shutdown();
    pumps.shutdown();
  }

  private static ExecutorService loginExecutor() {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(LOGINS_WAITING),
        Thread.ofPlatform().daemon().name("login-", 1).factory());
  }

  private static WatchSettings watchSettings(MetastoreConfiguration configuration) {
    WatchSettings settings = WatchSettings.DEFAULT;
    return new WatchSettings(
        settings.progressInterval(),
        settings.responseBytes(),
        settings.batchEvents(),
        configuration.limits().watchesPerStream(),
        settings.streams());
  }

  private static Member listed(lampas.examples.metastore.config.Member member) {
    return new Member(
        member.name(), List.of("http://" + member.peer()), List.of("http://" + member.client()));
  }
}
