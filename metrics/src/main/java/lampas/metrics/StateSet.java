package lampas.metrics;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import lampas.metrics.exposition.ExpositionWriter;
import lampas.model.catalogue.LabelDomain;
import lampas.model.error.ErrorKind;
import lampas.model.label.LabelText;

/**
 * Which of a few states something is in; each state is exposed as 1 or 0.
 *
 * <p>Begins with all states off. Thread-safe; a scrape sees all states of one moment.
 */
public final class StateSet extends Instrument {
  private static final VarHandle ON;

  static {
    try {
      ON = MethodHandles.lookup().findVarHandle(StateSet.class, "on", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /* The bit of each state. */
  private volatile long on;

  StateSet(Family<?> family, byte[] encodedLabels, int hash) {
    super(family, encodedLabels, hash);
  }

  /**
   * Turns a state on, and leaves the others as they are.
   *
   * @throws MetricsException USER if the definition has no such state
   */
  public void turnOn(String state) {
    ON.getAndBitwiseOr(this, bit(state));
  }

  /** Turns a state off, and leaves the others as they are. */
  public void turnOff(String state) {
    ON.getAndBitwiseAnd(this, ~bit(state));
  }

  /** Turns a state on and all others off. */
  public void become(String state) {
    on = bit(state);
  }

  /** {@link #become(String)} the state that has the enum constant's name in lower case. */
  public void become(Enum<?> state) {
    become(LabelDomain.value(state));
  }

  public boolean isOn(String state) {
    return (on & bit(state)) != 0;
  }

  private long bit(String state) {
    List<String> states =
        ((LabelDomain.Closed) family.definition().labels().getFirst().domain()).values();
    int index = states.indexOf(state);
    if (index < 0) {
      throw new MetricsException(
          ErrorKind.USER,
          "%s: state %s (expected: one of %s)"
              .formatted(
                  family.definition().name(),
                  LabelText.quote(state),
                  String.join(", ", states.stream().map(LabelText::quote).toList())));
    }
    return 1L << index;
  }

  @Override
  double activity() {
    return on;
  }

  @Override
  void write(ExpositionWriter writer) throws IOException {
    writer.states(encodedLabels, on);
  }
}
