package lampas.examples.agents.orchestrator;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import lampas.examples.agents.service.Answer;
import lampas.metrics.servlet.ServletMetricsFilter;
import org.jspecify.annotations.Nullable;

/** The servlets of the orchestrator, each of which hands requests over and answers back. */
final class Servlets {
  private Servlets() {}

  /** {@code /tasks} and {@code /tasks/{id}}. */
  static final class Tasks extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String COLLECTION = "/tasks";
    private static final String TASK = "/tasks/{id}";

    private final transient TaskApi api;
    private final int mostBytes;

    Tasks(TaskApi api, int mostBytes) {
      this.api = api;
      this.mostBytes = mostBytes;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String path = request.getPathInfo();
      boolean collection = path == null;
      boolean task = path != null && path.length() > 1 && path.indexOf('/', 1) < 0;
      if (!collection && !task) {
        write(response, notFound());
        return;
      }
      request.setAttribute(ServletMetricsFilter.ENDPOINT_ATTRIBUTE, collection ? COLLECTION : TASK);
      if (collection) {
        write(response, request.getMethod().equals("POST") ? submit(request) : notAllowed("POST"));
      } else {
        write(
            response,
            request.getMethod().equals("GET") ? api.find(path.substring(1)) : notAllowed("GET"));
      }
    }

    private Answer submit(HttpServletRequest request) throws IOException {
      String type = request.getContentType();
      if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
        return Answer.problem(
            415, "Content-Type: " + shown(type) + " (expected: application/json)");
      }
      byte[] body;
      try (InputStream in = request.getInputStream()) {
        body = in.readNBytes(mostBytes + 1);
      }
      if (body.length > mostBytes) {
        return Answer.problem(413, "body: more than " + mostBytes + " bytes (expected: no more)");
      }
      return api.submit(body, request.getHeader("Idempotency-Key"));
    }

    private static String shown(@Nullable String type) {
      return type == null ? "missing" : type.length() <= 60 ? type : type.substring(0, 60) + "...";
    }
  }

  /** Something that can only be read. */
  static final class Page extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Function<HttpServletRequest, Answer> answer;

    Page(Function<HttpServletRequest, Answer> answer) {
      this.answer = answer;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      boolean read = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
      write(response, read ? answer.apply(request) : notAllowed("GET, HEAD"));
    }
  }

  static Answer notFound() {
    return Answer.problem(404, "path: unknown (expected: /tasks, /tasks/{id}, /health, /stats)");
  }

  private static Answer notAllowed(String allowed) {
    return Answer.problem(405, "method: not here (expected: " + allowed + ")")
        .with("Allow", allowed);
  }

  private static void write(HttpServletResponse response, Answer answer) throws IOException {
    response.setStatus(answer.status());
    response.setContentType(answer.contentType());
    answer.headers().forEach(response::setHeader);
    response.setContentLength(answer.length());
    answer.writeTo(response.getOutputStream());
  }
}
