package lampas.server.proxy;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import lampas.server.http.HttpProblem;
import lampas.server.proxy.tenant.Tenant;

/** Holds tenants to their rates. Thread-safe. */
final class Admission {
  private final Map<String, TokenBucket> buckets = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  Admission(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void admit(Tenant tenant) {
    OptionalDouble rate = tenant.limits().rate();
    if (rate.isEmpty()) {
      return;
    }
    OptionalDouble wait =
        buckets
            .computeIfAbsent(
                tenant.name(),
                name -> new TokenBucket(rate.getAsDouble(), tenant.limits().burst(), nanoTime))
            .take();
    if (wait.isPresent()) {
      throw new HttpProblem(
              429,
              "too_many_requests",
              "rate: exceeded (expected: at most %s requests a second, %s at once)"
                  .formatted(rate.getAsDouble(), tenant.limits().burst()))
          .with("Retry-After", Long.toString((long) Math.ceil(wait.getAsDouble())));
    }
  }
}
