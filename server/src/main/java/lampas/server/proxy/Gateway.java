package lampas.server.proxy;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import lampas.metrics.Registry;
import lampas.model.error.LampasException;
import lampas.server.api.ApiReply;
import lampas.server.api.SyntaxEndpoints;
import lampas.server.build.BuildInfo;
import lampas.server.http.Call;
import lampas.server.http.Endpoint;
import lampas.server.http.EndpointHandler;
import lampas.server.http.HttpProblem;
import lampas.server.http.Reply;
import lampas.server.http.RequestObserver;
import lampas.server.proxy.RequestReader.Asked;
import lampas.server.proxy.tenant.QueryGuard;
import lampas.server.proxy.tenant.Tenant;
import lampas.server.proxy.upstream.AddressFilter;
import lampas.server.proxy.upstream.AnswerMemory;
import lampas.server.proxy.upstream.ApiCall;
import lampas.server.proxy.upstream.CheckedAnswer;
import lampas.server.proxy.upstream.Question;
import lampas.server.proxy.upstream.Questions;
import lampas.server.proxy.upstream.Upstream;
import lampas.server.proxy.upstream.UpstreamException;
import lampas.server.proxy.upstream.UpstreamFailure;
import lampas.server.view.MetricsView;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The endpoints of Prometheus's HTTP API v1 for tenants: each of them reads its own series only,
 * within its limits. What is not in the table of endpoints does not exist.
 *
 * <p>Thread-safe.
 */
public final class Gateway implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(Gateway.class.getName());
  private static final JsonMapper JSON = new JsonMapper();
  private static final Map<String, String> JSON_TYPE =
      Map.of("Content-Type", "application/json", "Cache-Control", "no-store");

  private final Authentication authentication;
  private final Admission admission;
  private final QueryGuard guard;
  private final RequestReader reader;
  private final Questions questions;
  private final SyntaxEndpoints syntax;
  private final AuditLog audit;
  private final GatewayMetrics metrics;
  private final Clock clock;
  private final LongSupplier nanoTime;
  /* By the tenant's name; not changed any more. */
  private final Map<String, List<Endpoint>> views;

  private Gateway(
      GatewaySettings settings,
      Upstream upstream,
      AddressFilter filter,
      Registry registry,
      Clock clock,
      LongSupplier nanoTime) {
    AnswerMemory memory = AnswerMemory.of(settings.answerMemoryBytes());
    this.authentication = new Authentication(settings.tenants(), nanoTime);
    this.admission = new Admission(nanoTime);
    this.guard = QueryGuard.of(settings.parser());
    this.reader = new RequestReader(guard, clock);
    this.questions = Questions.to(upstream, memory, filter);
    this.syntax = new SyntaxEndpoints(settings.parser());
    this.metrics = GatewayMetrics.register(registry, memory::takenBytes, questions::waiting);
    this.audit = AuditLog.open(settings.audit(), nanoTime, metrics::auditFailed);
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.views = new HashMap<>();
    for (TenantAccess access : settings.tenants()) {
      Tenant tenant = access.tenant();
      TenantBackend backend = new TenantBackend(tenant, guard, questions, clock);
      views.put(tenant.name(), MetricsView.endpoints(backend, settings.views(), clock));
    }
  }

  /**
   * A gateway in front of a backend, which it closes at its own end.
   *
   * @param filter knows the backend's address, to keep it out of messages
   * @param registry takes the gateway's metrics
   * @throws IllegalArgumentException if the audit file cannot be written
   */
  public static Gateway create(
      GatewaySettings settings,
      Upstream upstream,
      AddressFilter filter,
      Registry registry,
      Clock clock,
      LongSupplier nanoTime) {
    return new Gateway(settings, upstream, filter, registry, clock, nanoTime);
  }

  /** The rows for a server's table of endpoints. */
  public List<Endpoint> endpoints() {
    return List.of(
        asking(ApiCall.QUERY, reader::instant),
        asking(ApiCall.QUERY_RANGE, reader::range),
        asking(ApiCall.QUERY_EXEMPLARS, reader::exemplars),
        asking(ApiCall.SERIES, reader::series),
        asking(ApiCall.LABELS, reader::labelNames),
        Endpoint.get(
            ApiCall.LABEL_VALUES.path(),
            call -> handle(call, exchange -> ask(exchange, reader.labelValues(exchange)))),
        Endpoint.get("/api/v1/metadata", handler(this::metadata)),
        Endpoint.get("/api/v1/rules", handler(this::rules)),
        Endpoint.get("/api/v1/alerts", handler(this::alerts)),
        Endpoint.get("/api/v1/targets", handler(this::targets)),
        Endpoint.getOrPost("/api/v1/format_query", handler(this::format)),
        Endpoint.getOrPost("/api/v1/parse_query", handler(this::parse)),
        Endpoint.get("/api/v1/status/buildinfo", handler(this::buildInfo)));
  }

  /** The endpoints {@code /api/metrics/*}, of which each tenant sees its own series too. */
  public List<Endpoint> views() {
    List<Endpoint> rows = views.values().iterator().next();
    return IntStream.range(0, rows.size())
        .mapToObj(i -> Endpoint.get(rows.get(i).path(), handler(exchange -> view(exchange, i))))
        .toList();
  }

  private Reply view(Exchange exchange, int row) throws IOException {
    exchange.entry().expression(exchange.parameters().text("query"), "");
    List<Endpoint> rows = Objects.requireNonNull(views.get(exchange.tenant().name()));
    Reply reply = rows.get(row).handler().handle(exchange.call());
    ended(exchange.entry(), reply.status(), 0, 0, "");
    return reply;
  }

  /** Writes to the audit log what never came to an endpoint. */
  public RequestObserver observer() {
    return (method, route, status, duration) -> {
      if (route.equals("unmatched") || status == 405) {
        AuditEntry entry = new AuditEntry(clock.instant(), nanoTime.getAsLong());
        entry.from("", route);
        entry.failed("no such endpoint or method");
        entry.ended(status, duration.toNanos());
        audit.write(entry);
        metrics.refused("", status == 405 ? "method" : "path");
      }
    };
  }

  /** Ends all questions and closes the backend and the audit log. */
  @Override
  public void close() {
    questions.close();
    audit.close();
  }

  @FunctionalInterface
  private interface Handling {
    Reply reply(Exchange exchange) throws IOException;
  }

  private Endpoint asking(ApiCall call, Function<Exchange, Asked> question) {
    return Endpoint.getOrPost(
        call.path(), handler(exchange -> ask(exchange, question.apply(exchange))));
  }

  private EndpointHandler handler(Handling handling) {
    return call -> handle(call, handling);
  }

  private Reply handle(Call call, Handling handling) throws IOException {
    AuditEntry entry = new AuditEntry(clock.instant(), nanoTime.getAsLong());
    entry.from(call.clientAddress(), call.route());
    try {
      var tenant = authentication.tenant(call);
      entry.tenant(tenant.name());
      admission.admit(tenant);
      return handling.reply(new Exchange(call, tenant, entry));
    } catch (UpstreamException failed) {
      metrics.failed(failed.failure());
      Level level = failed.failure() == UpstreamFailure.FOREIGN ? Level.ERROR : Level.DEBUG;
      LOGGER.log(level, "no answer for " + entry.tenant() + ": " + failed.failure(), failed);
      entry.upstream(failed.failure().name().toLowerCase(Locale.ROOT));
      throw ended(entry, failed.problem());
    } catch (LampasException refused) {
      HttpProblem problem = HttpProblem.of(refused);
      metrics.refused(entry.tenant(), reason(problem));
      throw ended(entry, problem);
    } catch (RuntimeException | StackOverflowError defect) {
      ended(entry, 500, 0, 0, "internal error");
      throw defect;
    }
  }

  private static String reason(HttpProblem problem) {
    return switch (problem.status()) {
      case 400 -> "bad_data";
      case 401 -> "unauthorized";
      case 413 -> "length";
      case 422 -> "limit";
      case 429 -> "too_many_requests";
      case 503 -> "timeout";
      default -> "other";
    };
  }

  private HttpProblem ended(AuditEntry entry, HttpProblem problem) {
    ended(entry, problem.status(), 0, 0, problem.getMessage());
    return problem;
  }

  private void ended(AuditEntry entry, int status, long series, long bytes, String error) {
    long nanos = nanoTime.getAsLong() - entry.begunNanos();
    entry.answered(series, bytes);
    entry.failed(error);
    entry.ended(status, nanos);
    audit.write(entry);
    metrics.ended(entry, nanos, bytes);
  }

  /* The answer's own bytes go to the client; its memory is given back when they are sent. */
  private Reply ask(Exchange exchange, Asked asked) {
    Questions.Ticket ticket = questions.ask(exchange.tenant(), asked.question(), asked.labels());
    CheckedAnswer answer = await(exchange, ticket, asked.question());
    if (exchange.isHead()) {
      ticket.close();
      ended(exchange.entry(), 200, answer.count(), 0, "");
      return new Reply(200, JSON_TYPE, out -> {});
    }
    return new Reply(
        200,
        JSON_TYPE,
        out -> {
          int status = 499;
          try {
            answer.writeTo(out);
            status = 200;
          } finally {
            ticket.close();
            ended(exchange.entry(), status, answer.count(), answer.bytes(), "");
          }
        });
  }

  private static CheckedAnswer await(
      Exchange exchange, Questions.Ticket ticket, Question question) {
    boolean answered = false;
    try {
      exchange.entry().coalesced(ticket.isJoined());
      exchange.call().onDisconnect(ticket::cancel);
      CheckedAnswer answer = ticket.await(question.timeout());
      exchange.entry().upstream("ok");
      answered = true;
      return answer;
    } finally {
      if (!answered) {
        ticket.close();
      }
    }
  }

  /* What is looked into, and made anew. */
  private JsonNode data(Exchange exchange, Question question) {
    try (Questions.Ticket ticket =
        questions.ask(exchange.tenant(), question, Questions.Labels.STORED)) {
      return await(exchange, ticket, question).json().path("data");
    }
  }

  private Reply own(Exchange exchange, JsonNode data, int count) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("status", "success");
    envelope.set("data", data);
    byte[] bytes = JSON.writeValueAsBytes(envelope);
    ended(exchange.entry(), 200, count, bytes.length, "");
    return new Reply(200, JSON_TYPE, out -> out.write(bytes));
  }

  private Reply metadata(Exchange exchange) {
    JsonNode names = data(exchange, reader.metricNames(exchange.tenant()));
    JsonNode all = data(exchange, reader.plain(ApiCall.METADATA, exchange.tenant()));
    ObjectNode shown =
        MetadataView.of(
            all,
            names,
            exchange.call().parameters().first("metric"),
            exchange.parameters().limit("limit"));
    return own(exchange, shown, shown.size());
  }

  private Reply rules(Exchange exchange) {
    JsonNode rules = data(exchange, reader.plain(ApiCall.RULES, exchange.tenant()));
    ObjectNode shown = new RuleView(guard, exchange.tenant()).rules(rules);
    return own(exchange, shown, shown.path("groups").size());
  }

  private Reply alerts(Exchange exchange) {
    JsonNode rules = data(exchange, reader.plain(ApiCall.RULES, exchange.tenant()));
    JsonNode alerts = data(exchange, reader.plain(ApiCall.ALERTS, exchange.tenant()));
    ObjectNode shown = new RuleView(guard, exchange.tenant()).alerts(alerts, rules);
    return own(exchange, shown, shown.path("alerts").size());
  }

  private Reply targets(Exchange exchange) {
    JsonNode targets = data(exchange, reader.plain(ApiCall.TARGETS, exchange.tenant()));
    ObjectNode shown = TargetView.of(targets, exchange.tenant());
    return own(exchange, shown, shown.path("activeTargets").size());
  }

  private Reply format(Exchange exchange) {
    return local(exchange, syntax::format);
  }

  private Reply parse(Exchange exchange) {
    return local(exchange, syntax::parse);
  }

  private Reply local(Exchange exchange, Function<Call, Reply> endpoint) {
    String text = exchange.parameters().text("query");
    exchange.entry().expression(text, "");
    guard.parse(text, exchange.tenant());
    Reply reply = endpoint.apply(exchange.call());
    ended(exchange.entry(), 200, 0, 0, "");
    return reply;
  }

  private Reply buildInfo(Exchange exchange) {
    BuildInfo build = BuildInfo.read();
    ended(exchange.entry(), 200, 0, 0, "");
    return ApiReply.of(json -> {
      json.writeStartObject();
      json.writeStringProperty("application", "Lampas gateway");
      json.writeStringProperty("version", build.version());
      json.writeStringProperty("revision", build.revision());
      json.writeStringProperty("branch", "");
      json.writeStringProperty("buildUser", "");
      json.writeStringProperty("buildDate", "");
      json.writeStringProperty("goVersion", "");
      json.writeEndObject();
    });
  }
}
