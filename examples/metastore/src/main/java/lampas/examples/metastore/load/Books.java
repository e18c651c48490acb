package lampas.examples.metastore.load;

import com.ibm.etcd.api.AuthGrpc;
import com.ibm.etcd.api.ClusterGrpc;
import com.ibm.etcd.api.KVGrpc;
import com.ibm.etcd.api.LeaseGrpc;
import com.ibm.etcd.api.MaintenanceGrpc;
import com.ibm.etcd.api.WatchGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * What a load has sent and got, by the series in which the store should have counted the same.
 *
 * <p>Thread-safe.
 */
final class Books {
  private static final List<ServiceDescriptor> SERVICES =
      List.of(
          KVGrpc.getServiceDescriptor(),
          WatchGrpc.getServiceDescriptor(),
          LeaseGrpc.getServiceDescriptor(),
          AuthGrpc.getServiceDescriptor(),
          ClusterGrpc.getServiceDescriptor(),
          MaintenanceGrpc.getServiceDescriptor());

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /** Empty books, in which everything that the store can count is at 0. */
  static Books open() {
    Books books = new Books();
    for (ServiceDescriptor service : SERVICES) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        books.add("grpc_server_request_total" + labels(method, Status.Code.OK), 0);
      }
    }
    books.add("grpc_server_request_total{method=\"unknown\",code=\"OK\"}", 0);
    for (String operation : List.of("grant", "revoke", "renew", "expire")) {
      for (String status : List.of("ok", "error")) {
        books.add(lease(operation, status), 0);
      }
    }
    for (Event event : Event.values()) {
      books.add(series(event), 0);
    }
    return books;
  }

  /** A call has ended. */
  void call(MethodDescriptor<?, ?> method, Status.Code code) {
    String labels = labels(method, code);
    add("grpc_server_request_total" + labels, 1);
    if (method.getType() == MethodDescriptor.MethodType.UNARY) {
      add("grpc_server_request_duration_seconds_count" + labels, 1);
    }
  }

  /** Something was done with a lease. */
  void lease(String operation, Status.Code code) {
    add(lease(operation, code == Status.Code.OK ? "ok" : "error"), 1);
  }

  /** A change was made that a watcher has to hear of. */
  void event(Event event) {
    add(series(event), 1);
  }

  /** What watchers hear of. */
  enum Event {
    PUT,
    DELETE
  }

  /** Calls that have ended with another code than OK. */
  long failedCalls() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("grpc_server_request_total{"))
        .filter(entry -> !entry.getKey().contains("code=\"OK\""))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  /** All calls that have ended. */
  long calls() {
    return sum("grpc_server_request_total");
  }

  /** A line for each series in Prometheus's text format, sorted. */
  String text() {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue().sum() + "\n")
            .collect(Collectors.joining());
  }

  private long sum(String name) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(name + "{"))
        .mapToLong(entry -> entry.getValue().sum())
        .sum();
  }

  private void add(String series, long amount) {
    counts.computeIfAbsent(series, key -> new LongAdder()).add(amount);
  }

  private static String labels(MethodDescriptor<?, ?> method, Status.Code code) {
    return "{method=\"/%s\",code=\"%s\"}".formatted(method.getFullMethodName(), code);
  }

  private static String lease(String operation, String status) {
    return "lease_operations_total{operation=\"%s\",status=\"%s\"}".formatted(operation, status);
  }

  private static String series(Event event) {
    return "watch_events_sent_total{type=\"%s\"}".formatted(event.name().toLowerCase(Locale.ROOT));
  }
}
