package lampas.workflow.cost;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import lampas.metrics.Counter;
import lampas.metrics.Family;
import lampas.metrics.Info;
import lampas.metrics.RecordingFailures;
import lampas.metrics.Registry;
import lampas.model.catalogue.LabelDomain;
import lampas.model.catalogue.MetricDefinition;
import lampas.workflow.outcome.ExecutionStatus;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls of language models, their tokens, and what they cost.
 *
 * <p>Nothing is guessed: a call without a price is counted in {@code llm_unpriced_total}, one whose
 * tokens are not known in {@code llm_unknown_usage_total}, and neither adds to the cost. Recording
 * never throws: what goes wrong is counted in {@code llm_recording_failures_total} and logged at
 * most once a minute. Thread-safe.
 */
public final class LlmCosts {
  private final LlmCostOptions options;
  private final @Nullable String job;
  private final JobFamily<Counter> calls;
  private final JobFamily<Counter> tokens;
  private final JobFamily<Counter> cost;
  private final JobFamily<Counter> unpriced;
  private final JobFamily<Counter> unknownUsage;
  private final RecordingFailures failures;
  private final @Nullable Spending spending;

  private LlmCosts(Registry registry, LlmCostOptions options) {
    this.options = options;
    this.job = options.job().orElse(null);
    LlmDefinitions definitions = new LlmDefinitions(options);
    calls = counters(registry, definitions.calls());
    tokens = counters(registry, definitions.tokens());
    cost = counters(registry, definitions.cost());
    unpriced = counters(registry, definitions.unpriced());
    unknownUsage = counters(registry, definitions.unknownUsage());
    failures =
        RecordingFailures.countedIn(
            registry.counters(definitions.recordingFailures()).with(JobFamily.values(job)),
            System.getLogger(LlmCosts.class.getName()),
            "an LLM call could not be recorded");
    Family<Info> tables = registry.infos(definitions.prices());
    options
        .prices()
        .layers()
        .forEach(
            table -> tables.with(JobFamily.values(job, table.version(), table.date().toString())));
    spending = spending(registry, options, definitions, job);
  }

  /**
   * Costs that are counted in a registry.
   *
   * @throws lampas.model.catalogue.DefinitionException if the registry has metrics of these names
   */
  public static LlmCosts create(Registry registry, LlmCostOptions options) {
    return new LlmCosts(registry, options);
  }

  /** Costs with {@link LlmCostOptions#standard}. */
  public static LlmCosts create(Registry registry) {
    return create(registry, LlmCostOptions.standard());
  }

  /**
   * Makes the series of a model, at 0, before it is called.
   *
   * <p>Without this it gets them with its first call, which then is no increase.
   */
  public void expect(String provider, String model) {
    guarded(() -> {
      LlmUsage usage = LlmUsage.of(provider, model);
      for (ExecutionStatus status : ExecutionStatus.values()) {
        calls.with(usage.model(), usage.provider(), LabelDomain.value(status));
      }
      boolean priced = price(usage, options.clock().instant()).isPresent();
      (priced ? cost : unpriced).with(usage.model(), usage.provider());
    });
  }

  /** Counts a call that succeeded. */
  public void record(LlmUsage usage) {
    guarded(() -> count(usage));
  }

  /**
   * Counts a call that succeeded, whose use is still to be found out; what that throws is counted
   * and goes no further.
   */
  public void record(Supplier<LlmUsage> usage) {
    guarded(() -> count(usage.get()));
  }

  /** Counts a call that did not succeed. It adds no tokens: nobody says how many it had. */
  public void failed(String provider, String model, ExecutionStatus status) {
    guarded(() -> {
      LlmUsage usage = LlmUsage.of(provider, model);
      calls.with(usage.model(), usage.provider(), LabelDomain.value(status)).increment();
    });
  }

  private void count(LlmUsage usage) {
    String model = usage.model();
    String provider = usage.provider();
    calls.with(model, provider, LabelDomain.value(ExecutionStatus.SUCCESS)).increment();
    add(usage, TokenType.INPUT, usage.input());
    add(usage, TokenType.OUTPUT, usage.output());
    add(usage, TokenType.CACHED_INPUT, usage.cachedInput());
    if (!usage.isKnown()) {
      unknownUsage.with(model, provider).increment();
    }
    Instant at = usage.at().orElseGet(options.clock()::instant);
    Optional<Price> price = price(usage, at);
    if (price.isEmpty()) {
      unpriced.with(model, provider).increment();
      return;
    }
    Optional<Double> dollars = price.get().cost(usage);
    if (dollars.isPresent()) {
      cost.with(model, provider).add(dollars.get());
      if (spending != null) {
        spending.add(dollars.get(), at);
      }
    }
  }

  /* A model whose cached tokens have no price has none for a call with such tokens. */
  private Optional<Price> price(LlmUsage usage, Instant at) {
    return options
        .prices()
        .price(usage.provider(), usage.model(), at)
        .filter(price -> usage.cachedInput().orElse(0) == 0 || price.cachedInput().isPresent());
  }

  private void add(LlmUsage usage, TokenType type, OptionalLong count) {
    if (count.isPresent()) {
      tokens.with(usage.model(), usage.provider(), LabelDomain.value(type)).add(count.getAsLong());
    }
  }

  /* A clock or a table of its owner's may throw; a call that was made must not suffer from it. */
  private void guarded(Runnable recording) {
    try {
      recording.run();
    } catch (Throwable failure) {
      failures.failed(failure);
    }
  }

  private JobFamily<Counter> counters(Registry registry, MetricDefinition definition) {
    return new JobFamily<>(registry.counters(definition), job);
  }

  private static @Nullable Spending spending(
      Registry registry, LlmCostOptions options, LlmDefinitions definitions, @Nullable String job) {
    if (options.budget().isEmpty()) {
      return null;
    }
    LlmBudget budget = options.budget().get();
    Spending spending = new Spending(budget.period(), options.clock());
    registry.register(
        new BudgetMetrics(budget, spending, definitions.budget(), definitions.budgetSpent(), job));
    return spending;
  }
}
