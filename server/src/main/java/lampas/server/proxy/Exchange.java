package lampas.server.proxy;

import lampas.server.api.ApiParameters;
import lampas.server.http.Call;
import lampas.server.proxy.tenant.Tenant;

/** A request of a known tenant. Belongs to the thread that handles it. */
record Exchange(Call call, Tenant tenant, AuditEntry entry) {
  ApiParameters parameters() {
    return new ApiParameters(call.parameters());
  }

  boolean isHead() {
    return call.method().equals("HEAD");
  }
}
