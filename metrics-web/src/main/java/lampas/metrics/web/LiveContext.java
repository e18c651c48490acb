package lampas.metrics.web;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** An SSL context that is, for each new connection, the one of the settings of this moment. */
final class LiveContext extends SSLContext {
  LiveContext(LiveSettings live) {
    super(new Current(live), context(live).getProvider(), context(live).getProtocol());
  }

  private static SSLContext context(LiveSettings live) {
    return live.current().tls().orElseThrow().context();
  }

  /** Hands everything on. */
  private static final class Current extends SSLContextSpi {
    private final LiveSettings live;

    Current(LiveSettings live) {
      this.live = live;
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
      throw new UnsupportedOperationException("the web configuration file initialises it");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return context(live).getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return context(live).getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return context(live).createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return context(live).createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return context(live).getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return context(live).getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return context(live).getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return context(live).getSupportedSSLParameters();
    }
  }
}
