package lampas.server.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import lampas.server.http.Endpoint;

/**
 * The endpoints of the web page: static files, which ask the HTTP API from the browser.
 *
 * <p>Nothing is loaded from elsewhere; Chart.js comes from its jar on the class path.
 */
public final class WebPage {
  private static final String CHART_JS = "META-INF/resources/webjars/chart.js/";
  private static final String CHART_JS_VERSION =
      "META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  private WebPage() {}

  /** The rows for the server's table of endpoints. */
  public static List<Endpoint> endpoints() {
    return List.of(
        own("/", "index.html", "text/html; charset=utf-8"),
        own("/assets/page.css", "page.css", "text/css; charset=utf-8"),
        own("/assets/page.js", "page.js", "text/javascript; charset=utf-8"),
        own("/assets/format.js", "format.js", "text/javascript; charset=utf-8"),
        own("/assets/icon.svg", "icon.svg", "image/svg+xml"),
        new StaticFile(
                CHART_JS + chartJsVersion() + "/dist/chart.umd.js",
                "text/javascript; charset=utf-8")
            .at("/assets/chart.js"));
  }

  private static Endpoint own(String path, String file, String type) {
    return new StaticFile("lampas/server/page/" + file, type).at(path);
  }

  private static String chartJsVersion() {
    Properties properties = new Properties();
    try (var in = StaticFile.open(CHART_JS_VERSION)) {
      properties.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties.getProperty("version");
  }
}
