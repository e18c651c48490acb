package lampas.workflow;

import org.jspecify.annotations.Nullable;

/** Values by key, the latest first: there are few, and each context adds at most one. */
record ContextValues(ContextKey<?> key, Object value, @Nullable ContextValues earlier) {
  static @Nullable Object find(@Nullable ContextValues values, ContextKey<?> key) {
    for (ContextValues at = values; at != null; at = at.earlier()) {
      if (at.key() == key) {
        return at.value();
      }
    }
    return null;
  }
}
