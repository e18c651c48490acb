package lampas.acceptance.metastore.linearizability;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lampas.acceptance.metastore.linearizability.RegisterOperation.Read;
import lampas.acceptance.metastore.linearizability.RegisterOperation.Write;
import org.jspecify.annotations.Nullable;

/**
 * The search for an order of operations that explains a history of one register.
 *
 * <p>Source: Wing and Gong, "Testing and verifying concurrent objects" (1993), with the memory of
 * configurations of Lowe, "Testing for linearizability" (2017). A write that nobody knows the
 * outcome of and nobody read is left out: it explains nothing.
 */
public final class Linearizability {
  private static final Optional<String> EMPTY = Optional.empty();

  /** A call or a return in a list from which operations are lifted and to which they return. */
  private static final class Event {
    final RegisterOperation operation;
    final int number;
    final @Nullable Event itsReturn;
    @Nullable Event before;
    @Nullable Event after;

    Event(RegisterOperation operation, int number, @Nullable Event itsReturn) {
      this.operation = operation;
      this.number = number;
      this.itsReturn = itsReturn;
    }
  }

  /** What was done so far and what the register holds then. */
  private record Configuration(BitSet done, Optional<String> value) {}

  private record Step(Event call, Optional<String> valueBefore) {}

  private final Event head;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final Set<Configuration> seen = new HashSet<>();
  private final BitSet done = new BitSet();
  private Optional<String> value = EMPTY;
  private int most = -1;
  private String stuck = "";

  private Linearizability(Event head) {
    this.head = head;
  }

  /** Why there is no such order for a register that is empty at first; empty if there is one. */
  public static Optional<String> violation(List<RegisterOperation> history) {
    Set<String> read =
        history.stream()
            .filter(Read.class::isInstance)
            .flatMap(operation -> ((Read) operation).value().stream())
            .collect(Collectors.toSet());
    List<RegisterOperation> telling =
        history.stream()
            .filter(operation ->
                operation.span().returnedNanos().isPresent()
                    || (operation instanceof Write write && read.contains(write.value())))
            .toList();
    return new Linearizability(list(telling)).search();
  }

  private Optional<String> search() {
    Event event = head.after;
    while (event != null) {
      if (event.itsReturn != null) {
        event = tryNow(event) ? head.after : event.after;
      } else {
        remember(event);
        if (steps.isEmpty()) {
          return Optional.of(stuck);
        }
        event = undo().after;
      }
    }
    return Optional.empty();
  }

  private boolean tryNow(Event call) {
    Optional<String> next;
    switch (call.operation) {
      case Write write -> next = Optional.of(write.value());
      case Read read -> {
        if (!read.value().equals(value)) {
          return false;
        }
        next = value;
      }
    }
    BitSet with = (BitSet) done.clone();
    with.set(call.number);
    if (!seen.add(new Configuration(with, next))) {
      return false;
    }
    steps.push(new Step(call, value));
    done.set(call.number);
    value = next;
    lift(call);
    return true;
  }

  private Event undo() {
    Step last = steps.pop();
    done.clear(last.call.number);
    value = last.valueBefore;
    unlift(last.call);
    return last.call;
  }

  /* The operation that held up the search when it had come furthest is the one to look at. */
  private void remember(Event event) {
    if (steps.size() > most) {
      most = steps.size();
      stuck =
          "no place for %s after %d operations that leave %s"
              .formatted(event.operation, steps.size(), value.orElse("nothing"));
    }
  }

  private static void lift(Event call) {
    unlink(call);
    if (call.itsReturn != null) {
      unlink(call.itsReturn);
    }
  }

  private static void unlift(Event call) {
    if (call.itsReturn != null) {
      link(call.itsReturn);
    }
    link(call);
  }

  private static void unlink(Event event) {
    if (event.before != null) {
      event.before.after = event.after;
    }
    if (event.after != null) {
      event.after.before = event.before;
    }
  }

  /* An unlinked event still knows where it was. */
  private static void link(Event event) {
    if (event.before != null) {
      event.before.after = event;
    }
    if (event.after != null) {
      event.after.before = event;
    }
  }

  private record Timed(Event event, long nanos, boolean isReturn) {}

  /* At the same nanosecond calls come first: operations that touch may be in either order. */
  private static Event list(List<RegisterOperation> history) {
    List<Timed> events = new ArrayList<>();
    for (int number = 0; number < history.size(); number++) {
      RegisterOperation operation = history.get(number);
      Event itsReturn = new Event(operation, number, null);
      Event call = new Event(operation, number, itsReturn);
      events.add(new Timed(call, operation.span().invokedNanos(), false));
      events.add(new Timed(itsReturn, operation.span().endNanos(), true));
    }
    events.sort(Comparator.comparingLong(Timed::nanos).thenComparing(Timed::isReturn));
    Event head = new Event(new Write("", RegisterOperation.Span.unknown(0)), -1, null);
    Event last = head;
    for (Timed timed : events) {
      last.after = timed.event;
      timed.event.before = last;
      last = timed.event;
    }
    return head;
  }
}
