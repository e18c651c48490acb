package lampas.metrics;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import lampas.model.catalogue.LabelDomain;
import lampas.model.error.ErrorKind;

/** One component of a record whose values are label values. Immutable. */
final class LabelComponent {
  private final String name;
  private final MethodHandle accessor;
  private final String[] values;

  private LabelComponent(String name, MethodHandle accessor, String[] values) {
    this.name = name;
    this.accessor = accessor;
    this.values = values;
  }

  static LabelComponent of(RecordComponent component) {
    String name = snakeCase(component.getName());
    Class<?> type = component.getType();
    if (type == boolean.class) {
      return new LabelComponent(name, accessor(component), new String[] {"false", "true"});
    }
    if (!type.isEnum()) {
      throw new MetricsException(
          ErrorKind.USER,
          "%s.%s: a %s (expected: an enum or a boolean)"
              .formatted(
                  component.getDeclaringRecord().getSimpleName(),
                  component.getName(),
                  type.getSimpleName()));
    }
    Object[] constants = type.getEnumConstants();
    String[] values = new String[constants.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = LabelDomain.value((Enum<?>) constants[i]);
    }
    return new LabelComponent(name, accessor(component), values);
  }

  String name() {
    return name;
  }

  int size() {
    return values.length;
  }

  String value(Record labels) {
    return values[ordinal(labels)];
  }

  /** The index among all combinations, from that among the components before. */
  int index(Record labels, int before) {
    return before * values.length + ordinal(labels);
  }

  @SuppressWarnings("EnumOrdinal") // The index of an array that is not kept anywhere.
  private int ordinal(Record labels) {
    Object value;
    try {
      value = (Object) accessor.invokeExact(labels);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new MetricsException(ErrorKind.INTERNAL, "label " + name + ": " + e.getMessage(), e);
    }
    return value instanceof Enum<?> constant
        ? constant.ordinal()
        : Boolean.TRUE.equals(value) ? 1 : 0;
  }

  private static MethodHandle accessor(RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return MethodHandles.lookup()
          .unreflect(component.getAccessor())
          .asType(MethodType.methodType(Object.class, Record.class));
    } catch (IllegalAccessException | RuntimeException e) {
      throw new MetricsException(
          ErrorKind.USER,
          "%s: out of reach (expected: a record whose package is open to lampas-metrics)"
              .formatted(component.getDeclaringRecord().getName()),
          e);
    }
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
