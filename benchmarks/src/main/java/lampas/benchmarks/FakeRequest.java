package lampas.benchmarks;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request without a container: what a filter asks is answered, all else fails. */
final class FakeRequest extends HttpServletRequestWrapper {
  private static final HttpServletMapping MAPPING = new Mapping();

  private final Map<String, Object> attributes = new HashMap<>();

  FakeRequest() {
    super(nothing(HttpServletRequest.class));
  }

  static HttpServletResponse response() {
    return new HttpServletResponseWrapper(nothing(HttpServletResponse.class)) {
      @Override
      public int getStatus() {
        return 200;
      }

      @Override
      public boolean isCommitted() {
        return false;
      }
    };
  }

  private static <T> T nothing(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.toString());
            }));
  }

  /** Makes it a new request. */
  void clear() {
    attributes.clear();
  }

  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getScheme() {
    return "http";
  }

  @Override
  public String getRequestURI() {
    return "/tasks/17";
  }

  @Override
  public String getContextPath() {
    return "";
  }

  @Override
  public HttpServletMapping getHttpServletMapping() {
    return MAPPING;
  }

  @Override
  public DispatcherType getDispatcherType() {
    return DispatcherType.REQUEST;
  }

  @Override
  public boolean isAsyncStarted() {
    return false;
  }

  @Override
  public long getContentLengthLong() {
    return -1;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, Object value) {
    attributes.put(name, value);
  }

  private static final class Mapping implements HttpServletMapping {
    @Override
    public String getMatchValue() {
      return "17";
    }

    @Override
    public String getPattern() {
      return "/tasks/*";
    }

    @Override
    public String getServletName() {
      return "tasks";
    }

    @Override
    public MappingMatch getMappingMatch() {
      return MappingMatch.PATH;
    }
  }
}
