package lampas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import lampas.model.catalogue.MetricDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordingFailuresTest {
  private static final MetricDefinition FAILURES =
      MetricDefinition.counter("recording_failures_total").help("What was not recorded.").build();

  @Test
  void eachIsCountedAndTheFirstIsLogged() {
    Counter counter = Registry.create().counter(FAILURES);
    Lines lines = new Lines();
    RecordingFailures failures = RecordingFailures.countedIn(counter, lines, "not recorded");
    IllegalStateException first = new IllegalStateException("first");

    failures.failed(first);
    failures.failed(new IllegalStateException("second"));

    assertThat(counter.value()).isEqualTo(2);
    assertThat(lines.messages).containsExactly("ERROR not recorded");
    assertThat(lines.thrown).containsExactly(first);
  }

  private static final class Lines implements System.Logger {
    private final List<String> messages = new ArrayList<>();
    private final List<Throwable> thrown = new ArrayList<>();

    @Override
    public String getName() {
      return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String message, Throwable failure) {
      messages.add(level + " " + message);
      thrown.add(failure);
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String format, Object... parameters) {
      messages.add(level + " " + format);
    }
  }
}
