package lampas.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.NoRouteException;
import lampas.workflow.outcome.WorkflowException;
import org.jspecify.annotations.Nullable;

/**
 * One of many, by a key of the input; a {@link NoRouteException} if there is none for it.
 *
 * @param <I> what it takes
 * @param <O> what it gives
 */
public final class Router<I extends @Nullable Object, O extends @Nullable Object>
    extends Primitive<I, O> {
  private final Function<? super I, ? extends @Nullable Object> key;
  private final Map<Object, Primitive<I, O>> routes;
  private final @Nullable Primitive<I, O> otherwise;

  private Router(
      String name,
      Function<? super I, ? extends @Nullable Object> key,
      Map<Object, Primitive<I, O>> routes,
      @Nullable Primitive<I, O> otherwise) {
    super(PrimitiveType.ROUTER, name);
    this.key = key;
    this.routes = routes;
    this.otherwise = otherwise;
  }

  /**
   * A router.
   *
   * @param key what decides, mostly a constant of an enum
   * @throws WorkflowException USER if there are no routes
   */
  public static <I extends @Nullable Object, K, O extends @Nullable Object> Router<I, O> by(
      Function<? super I, ? extends @Nullable K> key,
      Map<K, ? extends Primitive<? super I, ? extends O>> routes) {
    if (routes.isEmpty()) {
      throw new WorkflowException(ErrorKind.USER, "router: no routes (expected: at least one)");
    }
    Map<Object, Primitive<I, O>> copy = new LinkedHashMap<>();
    routes.forEach((value, route) -> copy.put(value, Primitive.<I, O>narrow(route)));
    return new Router<>(PrimitiveType.ROUTER.label(), key, copy, null);
  }

  /** The same, with what is executed if there is no route for the input, or its key is null. */
  public Router<I, O> otherwise(Primitive<? super I, ? extends O> otherwise) {
    return new Router<>(name(), key, routes, Primitive.<I, O>narrow(otherwise));
  }

  @Override
  public List<Primitive<?, ?>> parts() {
    List<Primitive<?, ?>> parts = new ArrayList<>(routes.values());
    if (otherwise != null) {
      parts.add(otherwise);
    }
    return List.copyOf(parts);
  }

  @Override
  public Router<I, O> named(String name) {
    return new Router<>(name, key, routes, otherwise);
  }

  @Override
  O perform(I input, WorkflowContext context) throws Exception {
    Object wanted = key.apply(input);
    Primitive<I, O> route = wanted == null ? null : routes.get(wanted);
    Primitive<I, O> chosen = route == null ? otherwise : route;
    if (chosen == null) {
      throw new NoRouteException(
          "%s: no route for %s (expected: one of %s)".formatted(name(), wanted, routes.keySet()));
    }
    return chosen.execute(input, context);
  }
}
