package lampas.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lampas.metrics.Registry;
import lampas.model.catalogue.MetricDefinition;
import lampas.workflow.outcome.ExecutionStatus;
import lampas.workflow.policy.CacheLimits;
import lampas.workflow.policy.CircuitLimits;
import lampas.workflow.policy.Failures;
import lampas.workflow.policy.Retries;
import org.junit.jupiter.api.Test;

/** The page on workflows shows code that is compiled and run here, and every metric there is. */
class WorkflowsPageTest {
  private record Order(int id) {}

  private record Receipt(Order order, int stock, boolean paid) {}

  private static final Pattern SAMPLE =
      Pattern.compile(" // PAGE [a-z]+\n(.*?\n) *// PAGE end", Pattern.DOTALL);

  private final Registry registry = Registry.create();
  private boolean isShopOpen = true;

  @Test
  void theFirstSampleIsMeasured() throws Exception {
    int port = 0;
    Order order = new Order(7);
    Lambda<Receipt, Receipt> mail = Lambda.of("mail", (receipt, context) -> receipt);
    // PAGE first
    Lambda<Order, Integer> stock = Lambda.of("stock", (o, context) -> stockOf(o));
    Lambda<Order, Boolean> charge = Lambda.of("charge", (o, context) -> charge(o, context));
    Workflow<Order, Receipt> checkout =
        Workflow.named(
            "checkout",
            stock
                .cached(CacheLimits.keeping(Duration.ofMinutes(1)))
                .alongside(
                    charge.within(Duration.ofSeconds(2)).retrying(Retries.atMost(3)),
                    (left, paid) -> new Receipt(order, left, paid))
                .then(mail));

    Workflows workflows = Workflows.create(registry);
    workflows.expect(checkout);
    workflows.start(port);
    Receipt receipt = workflows.run(checkout, order);
    // PAGE end
    assertThat(receipt).isEqualTo(new Receipt(order, 3, true));
    try (WorkflowExporter exporter = workflows.start(0);
        HttpClient client = HttpClient.newHttpClient()) {
      String page =
          client
              .send(HttpRequest.newBuilder(exporter.uri()).build(), BodyHandlers.ofString())
              .body();
      assertThat(page.lines())
          .contains(
              "tta_workflow_executions_total{workflow_name=\"checkout\",status=\"success\"} 1",
              "tta_primitive_executions_total{primitive_type=\"retry\",primitive_name=\"charge\",status=\"success\"} 1");
    }
  }

  @Test
  void theSagaUndoesWhatItHasDone() {
    Workflows workflows = Workflows.create(registry);
    Lambda<Order, Integer> reserve = Lambda.of("reserve", (order, context) -> order.id());
    Lambda<Integer, Integer> release = Lambda.of("release", (id, context) -> id);
    Lambda<Integer, String> pay =
        Lambda.of(
            "pay",
            (id, context) -> {
              throw new IOException("for this test");
            });
    Lambda<String, String> refund = Lambda.of("refund", (payment, context) -> payment);
    Lambda<Integer, Integer> voidPayment = Lambda.of("void", (id, context) -> id);
    Lambda<String, String> ship = Lambda.of("ship", (payment, context) -> payment);
    // PAGE saga
    Saga<Order, String> order =
        reserve
            .compensatedBy(release) // gets the result of reserve
            .andThen(pay, Undo.<Integer, String>by(refund).orIfItFailed(voidPayment))
            .andThen(ship)
            .named("order");
    // PAGE end
    assertThatThrownBy(() -> workflows.run(order, new Order(7))).isInstanceOf(IOException.class);
  }

  @Test
  void theContextGoesIn() throws Exception {
    Workflows workflows = Workflows.create(registry);
    Map<String, List<String>> headers =
        Map.of("traceparent", List.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    Lambda<String, String> workflow =
        Lambda.of("w", (input, inside) -> input + inside.headers().get("traceparent"));
    // PAGE context
    WorkflowContext context =
        workflows
            .contextFrom(headers) // traceparent, tracestate, baggage
            .withCorrelationId("order-7")
            .within(Duration.ofSeconds(5));
    String answer = workflow.execute("7", context);
    // PAGE end
    assertThat(answer).isEqualTo("700-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  @Test
  void choicesAndProtection() throws Exception {
    Workflows workflows = Workflows.create(registry);
    Lambda<Integer, Integer> small = Steps.add("small", 1);
    Lambda<Integer, Integer> large = Steps.add("large", 2);
    Lambda<Integer, Integer> measure = Steps.add("measure", 0);
    Lambda<Integer, Integer> remote = Steps.add("remote", 5);
    Lambda<Integer, Integer> local = Steps.add("local", 6);
    // PAGE choices
    Primitive<Integer, Integer> sized =
        measure.routedBy(n -> n > 9 ? "large" : "small", Map.of("small", small, "large", large));
    Primitive<Integer, Integer> guarded =
        remote
            .breakingCircuit(CircuitLimits.afterFailures(5).openFor(Duration.ofSeconds(30)))
            .orElse(local, Failures.any())
            .when(n -> isShopOpen, local);
    // PAGE end
    assertThat(workflows.run(sized.then(guarded), 10)).isEqualTo(17);
    isShopOpen = false;
    assertThat(workflows.run(sized.then(guarded), 1)).isEqualTo(8);
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/lampas/workflow/WorkflowsPageTest.java"));
    String page = page();
    Matcher samples = SAMPLE.matcher(source);
    int found = 0;
    while (samples.find()) {
      assertThat(page)
          .contains("```java\n" + samples.group(1).stripTrailing().stripIndent() + "\n```");
      found++;
    }
    assertThat(found).isEqualTo(4);
  }

  @Test
  void thePageNamesEveryMetricKindAndStatus() throws Exception {
    Workflows.create(registry);
    String page = page();

    assertThat(registry.catalogue().definitions())
        .filteredOn(definition -> definition.name().startsWith("tta_"))
        .allSatisfy(definition -> assertThat(page).contains(signature(definition)));
    assertThat(PrimitiveType.values())
        .allSatisfy(type -> assertThat(page).contains("`" + type.label() + "`"));
    assertThat(Arrays.stream(ExecutionStatus.values()).map(s -> s.name().toLowerCase(Locale.ROOT)))
        .allSatisfy(status -> assertThat(page).contains("`" + status + "`"));
  }

  private static String signature(MetricDefinition definition) {
    List<String> labels = definition.labelNames();
    return "| `"
        + definition.name()
        + (labels.isEmpty() ? "" : "{" + String.join(",", labels) + "}")
        + "` |";
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/workflows.md"));
  }

  private static int stockOf(Order order) {
    return order.id() - 4;
  }

  private static boolean charge(Order order, WorkflowContext context) {
    return order.id() == 7 && context.remaining().isPresent();
  }
}
