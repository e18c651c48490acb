package lampas.promql.syntax;

import java.util.List;
import java.util.Objects;

/**
 * A function's signature: a row of the function table.
 *
 * @param name the name in PromQL
 * @param arguments the types of the arguments
 * @param optional how many of the last arguments may be left out
 * @param variadic whether the last argument may come again, any number of times
 * @param returns the type of the result
 * @param experimental whether upstream asks for a feature switch
 * @param summary what it does, one line
 */
public record Function(
    String name,
    List<ValueType> arguments,
    int optional,
    boolean variadic,
    ValueType returns,
    boolean experimental,
    String summary) {
  public Function {
    Objects.requireNonNull(returns, "returns");
    arguments = List.copyOf(arguments);
  }
}
