package lampas.metrics.web;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import lampas.metrics.MetricsException;
import lampas.model.error.ErrorKind;

/** The settings of a file as it is now, or as it was when it was last right. Thread-safe. */
final class LiveSettings {
  private static final System.Logger LOG = System.getLogger(LiveSettings.class.getName());

  private record State(WebSettings settings, ReadFiles files, List<String> problems) {}

  private final Path file;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile State state;

  private LiveSettings(Path file, State state) {
    this.file = file;
    this.state = state;
  }

  static LiveSettings read(Path file) {
    WebFile first = WebFile.read(file);
    if (first.settings().isEmpty()) {
      throw new MetricsException(ErrorKind.USER, String.join("\n", first.problems()));
    }
    return new LiveSettings(
        file, new State(first.settings().get(), first.files(), first.problems()));
  }

  /** The settings now; costs a look at the times of the files, or reading them if one changed. */
  WebSettings current() {
    State known = state;
    if (known.files.areUnchanged()) {
      return known.settings;
    }
    reading.lock();
    try {
      if (!state.files.areUnchanged()) {
        state = next(state, WebFile.read(file));
      }
      return state.settings;
    } finally {
      reading.unlock();
    }
  }

  private State next(State before, WebFile now) {
    if (now.files().haveContentsOf(before.files)) {
      /* Keeps the sessions of clients, and says nothing twice. */
      return new State(before.settings, now.files(), before.problems);
    }
    List<String> problems = problems(before, now);
    if (!problems.isEmpty()) {
      if (!problems.equals(before.problems)) {
        LOG.log(
            System.Logger.Level.WARNING,
            "web configuration: the last good one stays\n" + String.join("\n", problems));
      }
      return new State(before.settings, now.files(), problems);
    }
    LOG.log(System.Logger.Level.INFO, "web configuration: read again");
    return new State(now.settings().orElseThrow(), now.files(), problems);
  }

  private List<String> problems(State before, WebFile now) {
    boolean settled =
        now.settings().isEmpty()
            || now.settings().get().tls().isPresent() == before.settings.tls().isPresent();
    return settled
        ? now.problems()
        : List.of(
            file
                + ": tls_server_config: "
                + (before.settings.tls().isPresent() ? "taken out" : "put in")
                + " (expected: a new start for that)");
  }
}
