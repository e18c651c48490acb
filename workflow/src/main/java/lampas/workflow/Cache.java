package lampas.workflow;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import lampas.workflow.policy.CacheLimits;
import org.jspecify.annotations.Nullable;

/**
 * Something whose results are kept by a key; those that ask for the same at once share one
 * execution.
 *
 * <p>A lookup that finds a result is a hit, null as good as any other; all others are misses, those
 * that wait for an execution that has begun among them. How often there was work is the count of
 * what is inside. Failures are not kept. An execution goes on until all who wait for it were
 * interrupted; it has no deadline, for the next may have more time. What is kept belongs to this
 * object, and to those that {@link #named} makes of it.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public final class Cache<I extends @Nullable Object, O extends @Nullable Object>
    extends Primitive<I, O> {
  /** A result, which may be null, unlike what a map holds. */
  record Held<O extends @Nullable Object>(O value) {}

  private static final Object NO_KEY = new Object();

  private final Primitive<I, O> body;
  private final Function<? super I, ? extends @Nullable Object> key;
  private final AsyncCache<Object, Held<O>> results;

  private Cache(
      String name,
      Primitive<I, O> body,
      Function<? super I, ? extends @Nullable Object> key,
      AsyncCache<Object, Held<O>> results) {
    super(PrimitiveType.CACHE, name);
    this.body = body;
    this.key = key;
    this.results = results;
  }

  static <I extends @Nullable Object, O extends @Nullable Object> Cache<I, O> of(
      Primitive<I, O> body,
      CacheLimits limits,
      Function<? super I, ? extends @Nullable Object> key,
      LongSupplier nanoTime) {
    return new Cache<>(
        body.name(),
        body,
        key,
        Caffeine.newBuilder()
            .expireAfterWrite(limits.timeToLive())
            .maximumSize(limits.maximumEntries())
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .buildAsync());
  }

  /** Forgets the result for an input; an execution that has begun ends without being kept. */
  public void forget(I input) {
    results.asMap().remove(keyOf(input));
  }

  /** Forgets all results. */
  public void forgetAll() {
    results.asMap().clear();
  }

  @Override
  public List<Primitive<?, ?>> parts() {
    return List.of(body);
  }

  @Override
  public Cache<I, O> named(String name) {
    return new Cache<>(name, body, key, results);
  }

  @Override
  O perform(I input, WorkflowContext context) throws Exception {
    Object wanted = keyOf(input);
    Held<O> held = held(results.getIfPresent(wanted));
    count(context.workflows(), held != null);
    while (held == null) {
      Flight<O> mine =
          new Flight<>(context.workflows(), () -> body.execute(input, context.withoutDeadline()));
      CompletableFuture<Held<O>> found = results.get(wanted, (any, executor) -> mine);
      if (found == mine) {
        return mine.take();
      }
      if (found instanceof Flight<O> other && other.board()) {
        return other.await();
      }
      held = held(found);
      if (held == null) {
        /* It has failed, or all who waited for it have left. */
        results.asMap().remove(wanted, found);
      }
    }
    return held.value();
  }

  private Object keyOf(I input) {
    return Objects.requireNonNullElse(key.apply(input), NO_KEY);
  }

  private void count(Workflows workflows, boolean isHit) {
    CacheMeter meter = meter(workflows).cache();
    if (meter != null) {
      (isHit ? meter.hits() : meter.misses()).increment();
    }
  }

  private static <O extends @Nullable Object> @Nullable Held<O> held(
      @Nullable CompletableFuture<Held<O>> future) {
    return future != null && future.isDone() ? future.join() : null;
  }
}
