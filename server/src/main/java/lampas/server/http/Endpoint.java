package lampas.server.http;

import java.util.List;

/**
 * A row of the server's table of endpoints.
 *
 * @param methods the HTTP methods; HEAD comes with GET
 * @param path the path, in which {@code {name}} stands for one segment of any value
 * @param handler what is done
 */
public record Endpoint(List<String> methods, String path, EndpointHandler handler) {
  public Endpoint {
    methods = List.copyOf(methods);
    if (methods.isEmpty() || !path.startsWith("/")) {
      throw new IllegalArgumentException(
          "endpoint: %s %s (expected: methods and a path that begins with /)"
              .formatted(methods, path));
    }
  }

  public static Endpoint get(String path, EndpointHandler handler) {
    return new Endpoint(List.of("GET"), path, handler);
  }

  /** An endpoint whose parameters come in the URL or as a form. */
  public static Endpoint getOrPost(String path, EndpointHandler handler) {
    return new Endpoint(List.of("GET", "POST"), path, handler);
  }

  boolean allows(String method) {
    return methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
  }
}
