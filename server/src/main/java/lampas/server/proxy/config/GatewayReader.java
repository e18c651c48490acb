package lampas.server.proxy.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lampas.promql.syntax.ParserOptions;
import lampas.server.config.ConfigurationLoader;
import lampas.server.config.CredentialsReader;
import lampas.server.config.ListenAddress;
import lampas.server.config.YamlMapping;
import lampas.server.http.HttpSettings;
import lampas.server.http.ServerTls;
import lampas.server.proxy.AuditSettings;
import lampas.server.proxy.AuditSettings.Target;
import lampas.server.proxy.GatewayServerSettings;
import lampas.server.proxy.GatewaySettings;
import lampas.server.proxy.TenantAccess;
import lampas.server.proxy.UpstreamSettings;
import lampas.server.proxy.tenant.TenantLimits;
import lampas.server.proxy.upstream.UpstreamCredentials;
import lampas.server.view.ViewSettings;

/** Makes the settings of a gateway from its file. */
public final class GatewayReader {
  private static final String TLS = "tls";
  private static final String UPSTREAM = "upstream";
  private static final String TENANTS = "tenants";

  private final YamlMapping file;
  private final Path folder;
  private final Map<String, String> environment;
  private boolean valid = true;

  private GatewayReader(YamlMapping file, Path folder, Map<String, String> environment) {
    this.file = file;
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * The settings in a file.
   *
   * @param environment its variable {@code VICTORIAMETRICS_URL} is the backend if the file names
   *     none
   * @throws lampas.server.config.ConfigurationException with everything that is wrong
   */
  public static GatewayServerSettings read(Path path, Map<String, String> environment) {
    return read(ConfigurationLoader.file(path), environment);
  }

  /** The settings that a loader's text says. */
  public static GatewayServerSettings read(
      ConfigurationLoader loader, Map<String, String> environment) {
    Optional<GatewayServerSettings> read =
        loader.load((file, folder) -> new GatewayReader(file, folder, environment).settings());
    /* What is not there has left a problem, which the loader has thrown. */
    return read.orElseThrow();
  }

  private Optional<GatewayServerSettings> settings() {
    ListenAddress listen = GatewayKeys.LISTEN.read(file);
    HttpSettings http =
        HttpSettings.defaults()
            .withAddress(listen.host(), listen.port())
            .withMaximumConnections(GatewayKeys.MAX_CONNECTIONS.read(file));
    Optional<ServerTls> tls = file.mapping(TLS).flatMap(this::tls);
    Optional<HttpSettings> telemetry =
        GatewayKeys.TELEMETRY_LISTEN
            .read(file)
            .map(address -> HttpSettings.defaults().withAddress(address.host(), address.port()));
    AuditSettings audit = file.mapping("audit").map(this::audit).orElse(AuditSettings.none());
    long memory = GatewayKeys.ANSWER_MEMORY.read(file);
    Optional<YamlMapping> section = file.mapping(UPSTREAM);
    ParserOptions parser = parser(section);
    Optional<UpstreamSettings> upstream = upstream(section);
    TenantLimits limits =
        file.mapping("limits")
            .map(keys -> LimitsReader.read(keys, TenantLimits.defaults()))
            .orElse(TenantLimits.defaults());
    List<TenantAccess> tenants = tenants(limits, tls);
    ViewSettings views = views(file.mapping("views"));
    file.finish();
    if (!valid || upstream.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new GatewayServerSettings(
            tls.map(http::withTls).orElse(http),
            telemetry,
            upstream.get(),
            new GatewaySettings(
                tenants, parser, audit, memory, views.withBackend(upstream.get().url()))));
  }

  private Optional<ServerTls> tls(YamlMapping keys) {
    Optional<Path> certificate = GatewayKeys.CERTIFICATE.find(keys).map(folder::resolve);
    Optional<Path> key = GatewayKeys.KEY.find(keys).map(folder::resolve);
    Optional<Path> authorities = GatewayKeys.CLIENT_AUTHORITIES.find(keys).map(folder::resolve);
    keys.finish();
    if (certificate.isEmpty() || key.isEmpty()) {
      wrong(file, TLS, "cert_file or key_file missing (expected: both)");
      return Optional.empty();
    }
    try {
      return Optional.of(ServerTls.of(certificate.get(), key.get(), authorities));
    } catch (IllegalArgumentException unusable) {
      wrong(file, TLS, String.valueOf(unusable.getMessage()));
      return Optional.empty();
    }
  }

  private AuditSettings audit(YamlMapping keys) {
    Target target =
        GatewayKeys.AUDIT_FILE
            .find(keys)
            .map(name ->
                name.equals("-")
                    ? new Target.StandardOutput()
                    : new Target.File(folder.resolve(name)))
            .orElse(new Target.None());
    AuditSettings audit = new AuditSettings(target, GatewayKeys.AUDIT_LENGTH.read(keys));
    keys.finish();
    return audit;
  }

  /* No experiment by default: backends have them behind switches of their own. */
  private static ParserOptions parser(Optional<YamlMapping> keys) {
    ParserOptions options = ParserOptions.defaults();
    return options
        .withDialect(keys.flatMap(GatewayKeys.DIALECT::find).orElse(options.dialect()))
        .withExperiments(keys.flatMap(GatewayKeys.EXPERIMENTS::find).orElse(Set.of()));
  }

  private static ViewSettings views(Optional<YamlMapping> section) {
    if (section.isEmpty()) {
      return ViewSettings.defaults();
    }
    YamlMapping keys = section.get();
    ViewSettings views =
        ViewSettings.defaults()
            .withNamespace(GatewayKeys.NAMESPACE.read(keys))
            .withTimeouts(
                GatewayKeys.VIEW_TIMEOUT.read(keys), GatewayKeys.HEALTH_TIMEOUT.read(keys))
            .withAges(GatewayKeys.STALE_AFTER.read(keys), ViewSettings.defaults().memory());
    keys.finish();
    return views;
  }

  private Optional<URI> urlOfTheEnvironment() {
    return ViewSettings.fromEnvironment(environment).backend();
  }

  private Optional<UpstreamSettings> upstream(Optional<YamlMapping> section) {
    if (section.isEmpty() && urlOfTheEnvironment().isPresent()) {
      return urlOfTheEnvironment()
          .map(url ->
              new UpstreamSettings(
                  url,
                  GatewayKeys.CONNECT_TIMEOUT
                      .parser()
                      .apply(GatewayKeys.CONNECT_TIMEOUT.defaultText()),
                  Optional.empty()));
    }
    if (section.isEmpty()) {
      wrong(file, UPSTREAM, "missing (expected: url: http://host:port)");
      return Optional.empty();
    }
    YamlMapping keys = section.get();
    var url = GatewayKeys.URL.find(keys).or(this::urlOfTheEnvironment);
    var connectTimeout = GatewayKeys.CONNECT_TIMEOUT.read(keys);
    Optional<UpstreamCredentials> credentials =
        CredentialsReader.read(keys, folder).map(given -> given::header);
    keys.finish();
    if (url.isEmpty()) {
      wrong(keys, GatewayKeys.URL.name(), "missing (expected: " + GatewayKeys.URL.expected() + ")");
      return Optional.empty();
    }
    try {
      return Optional.of(new UpstreamSettings(url.get(), connectTimeout, credentials));
    } catch (IllegalArgumentException unusable) {
      wrong(keys, GatewayKeys.URL.name(), String.valueOf(unusable.getMessage()));
      return Optional.empty();
    }
  }

  private List<TenantAccess> tenants(TenantLimits limits, Optional<ServerTls> tls) {
    List<TenantAccess> tenants = new ArrayList<>();
    List<YamlMapping> given = file.mappings(TENANTS);
    for (YamlMapping keys : given) {
      TenantReader reader = new TenantReader(keys, folder, limits);
      reader.read(tls).ifPresentOrElse(tenants::add, () -> valid = false);
    }
    if (given.isEmpty()) {
      wrong(file, TENANTS, "none (expected: at least one)");
    }
    GatewaySettings.repeated(tenants)
        .forEach(what -> wrong(file, TENANTS, what + " (expected: once)"));
    return tenants;
  }

  private void wrong(YamlMapping where, String key, String what) {
    valid = false;
    where.problem(key, what);
  }
}
