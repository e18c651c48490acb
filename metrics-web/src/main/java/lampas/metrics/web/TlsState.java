package lampas.metrics.web;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Certificate, key and trust, with the versions, suites and curves that go with them.
 *
 * @param parameters never changed once they are here
 */
record TlsState(SSLContext context, SSLParameters parameters) {}
