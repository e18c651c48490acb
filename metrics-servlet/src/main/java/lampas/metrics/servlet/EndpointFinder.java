package lampas.metrics.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;
import lampas.metrics.http.HttpServerMetrics;

/** Finds the template of the route that took a request. */
record EndpointFinder(Function<HttpServletRequest, Optional<String>> asked) {
  /* By its name, so that Spring need not be there: HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE. */
  private static final String SPRING_PATTERN =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  /** The path of a request within its application. */
  static String path(HttpServletRequest request) {
    String path = request.getRequestURI();
    String context = request.getContextPath();
    return context.isEmpty() || !path.startsWith(context) ? path : path.substring(context.length());
  }

  /**
   * The template of a request that is over.
   *
   * @param ofServlet what {@link #ofServlet} said when it began
   */
  String of(HttpServletRequest request, String ofServlet) {
    Optional<String> said = asked.apply(request);
    if (said.isPresent()) {
      return said.get();
    }
    if (request.getAttribute(ServletMetricsFilter.ENDPOINT_ATTRIBUTE) instanceof String template) {
      return template;
    }
    Object spring = request.getAttribute(SPRING_PATTERN);
    if (spring != null) {
      return request.getContextPath() + spring;
    }
    return ofServlet;
  }

  /**
   * The pattern of the servlet that a request is about to reach; to be asked at its begin, for an
   * error page has a pattern of its own.
   */
  static String ofServlet(HttpServletRequest request) {
    HttpServletMapping mapping = request.getHttpServletMapping();
    if (request.getDispatcherType() == DispatcherType.ERROR
        || mapping == null
        || mapping.getMappingMatch() == null) {
      return HttpServerMetrics.UNMATCHED;
    }
    return switch (mapping.getMappingMatch()) {
      case EXACT, PATH, EXTENSION -> inContext(request, mapping.getPattern());
      case CONTEXT_ROOT -> inContext(request, "/");
      /* The default servlet takes whatever no other does. */
      case DEFAULT -> HttpServerMetrics.UNMATCHED;
    };
  }

  /* Most applications have no context path, and their patterns need no new text. */
  private static String inContext(HttpServletRequest request, String pattern) {
    String context = request.getContextPath();
    return context.isEmpty() ? pattern : context + pattern;
  }
}
