package lampas.acceptance.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the contracts one set of backends, which ends with the last test. */
final class SharedBackends implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RunningBackends.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(RunningBackends.class))
        .computeIfAbsent(
            RunningBackends.class,
            none -> {
              try {
                return RunningBackends.start();
              } catch (IOException failed) {
                throw new UncheckedIOException(failed);
              }
            });
  }
}
