package lampas.promql.syntax;

import java.util.List;
import java.util.Objects;

/**
 * A function's signature: a row of the function table.
 *
 * @param name the name in PromQL
 * @param arguments the types of the arguments; the last one counts for all that come after it
 * @param minimumArguments how many arguments there must be
 * @param maximumArguments how many there may be, {@link Integer#MAX_VALUE} for any number
 * @param returns the type of the result
 * @param experimental whether Prometheus has it behind a feature switch
 * @param summary what it does, one line
 */
public record Function(
    String name,
    List<ValueType> arguments,
    int minimumArguments,
    int maximumArguments,
    ValueType returns,
    boolean experimental,
    String summary) {
  public Function {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(returns, "returns");
    Objects.requireNonNull(summary, "summary");
    arguments = List.copyOf(arguments);
  }

  /** Whether the number of arguments may differ from call to call. */
  public boolean isVariadic() {
    return minimumArguments != maximumArguments;
  }

  /** The type that an argument must have, by its position from 0. */
  public ValueType argument(int position) {
    return arguments.get(Math.min(position, arguments.size() - 1));
  }

  /** The signature as text, for example {@code round(instant vector, scalar?)}. */
  public String signature() {
    StringBuilder out = new StringBuilder(name).append('(');
    for (int i = 0; i < arguments.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(arguments.get(i));
      out.append(i >= minimumArguments ? "?" : "");
    }
    return out.append(maximumArguments > arguments.size() ? ", ...)" : ")").toString();
  }
}
