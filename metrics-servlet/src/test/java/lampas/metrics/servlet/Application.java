package lampas.metrics.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a container is to serve: the filter on everything, and servlets by their patterns. */
final class Application {
  /** What a servlet does. */
  interface Action {
    void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;
  }

  private final ServletMetricsFilter filter;
  private final Map<String, HttpServlet> servlets = new LinkedHashMap<>();
  private EnumSet<DispatcherType> dispatchers = EnumSet.allOf(DispatcherType.class);
  private String contextPath = "";
  private Optional<String> errorPage = Optional.empty();

  Application(ServletMetricsFilter filter) {
    this.filter = filter;
  }

  Application servlet(String pattern, Action action) {
    servlets.put(pattern, new ActionServlet(action));
    return this;
  }

  /** Maps the filter to requests only, as most people do. */
  Application filterForRequestsOnly() {
    dispatchers = EnumSet.of(DispatcherType.REQUEST);
    return this;
  }

  Application at(String contextPath) {
    this.contextPath = contextPath;
    return this;
  }

  Application errorPage(String path) {
    errorPage = Optional.of(path);
    return this;
  }

  ServletMetricsFilter filter() {
    return filter;
  }

  Map<String, HttpServlet> servlets() {
    return servlets;
  }

  EnumSet<DispatcherType> dispatchers() {
    return dispatchers;
  }

  String contextPath() {
    return contextPath;
  }

  Optional<String> errorPage() {
    return errorPage;
  }

  private static final class ActionServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Action action;

    ActionServlet(Action action) {
      this.action = action;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException, ServletException {
      try {
        action.handle(request, response);
      } catch (IOException | ServletException | RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
