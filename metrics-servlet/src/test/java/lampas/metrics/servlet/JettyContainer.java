package lampas.metrics.servlet;

import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty. */
record JettyContainer(Server server, ServerConnector connector) implements Container {
  static JettyContainer start(Application application) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    String path = application.contextPath();
    ServletContextHandler context = new ServletContextHandler(path.isEmpty() ? "/" : path);
    FilterHolder filter = new FilterHolder(application.filter());
    filter.setAsyncSupported(true);
    context.addFilter(filter, "/*", application.dispatchers());
    application
        .servlets()
        .forEach((pattern, servlet) -> {
          ServletHolder holder = new ServletHolder(servlet);
          holder.setAsyncSupported(true);
          context.addServlet(holder, pattern);
        });
    application
        .errorPage()
        .ifPresent(page -> {
          ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
          errors.addErrorPage(400, 599, page);
          context.setErrorHandler(errors);
        });
    server.setHandler(context);
    server.start();
    return new JettyContainer(server, connector);
  }

  @Override
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void stop() throws Exception {
    server.stop();
  }
}
