package lampas.metrics.servlet;

import jakarta.servlet.DispatcherType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Tomcat. */
record TomcatContainer(Tomcat tomcat) implements Container {
  static TomcatContainer start(Application application) throws Exception {
    Tomcat tomcat = new Tomcat();
    Path folder = Files.createDirectories(Path.of("target", "tomcat").toAbsolutePath());
    tomcat.setBaseDir(folder.toString());
    tomcat.setHostname("localhost");
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context context = tomcat.addContext(application.contextPath(), null);
    int number = 0;
    for (var servlet : application.servlets().entrySet()) {
      String name = "servlet-" + number++;
      Wrapper wrapper = Tomcat.addServlet(context, name, servlet.getValue());
      wrapper.setAsyncSupported(true);
      context.addServletMappingDecoded(servlet.getKey(), name);
    }
    FilterDef definition = new FilterDef();
    definition.setFilterName("metrics");
    definition.setFilter(application.filter());
    definition.setAsyncSupported("true");
    context.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName("metrics");
    map.addURLPattern("/*");
    for (DispatcherType type : application.dispatchers()) {
      map.setDispatcher(type.name());
    }
    context.addFilterMap(map);
    application
        .errorPage()
        .ifPresent(path -> {
          ErrorPage page = new ErrorPage();
          page.setLocation(path);
          context.addErrorPage(page);
        });
    tomcat.start();
    return new TomcatContainer(tomcat);
  }

  @Override
  public int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }
}
