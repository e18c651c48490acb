package lampas.metrics.servlet;

/** A running container of servlets on a port of this machine. */
interface Container {
  int port();

  void stop() throws Exception;

  /** Starts a container. */
  interface Kind {
    Container start(Application application) throws Exception;
  }
}
