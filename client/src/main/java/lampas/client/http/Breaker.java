package lampas.client.http;

import dev.failsafe.CircuitBreaker;

/** Leaves a backend alone for a while when it fails too often. */
final class Breaker {
  private final CircuitBreaker<Object> circuit;

  Breaker(BreakerSettings settings) {
    circuit =
        CircuitBreaker.builder()
            .withFailureThreshold(settings.failures(), settings.outOf())
            .withSuccessThreshold(1)
            .withDelay(settings.openFor())
            .build();
  }

  void enter() throws TransportException {
    if (!circuit.tryAcquirePermit()) {
      throw new TransportException(new TransportFault.Suspended(circuit.getRemainingDelay()));
    }
  }

  void answered() {
    circuit.recordSuccess();
  }

  /** Notes what a fault says of the backend. */
  void failed(TransportFault fault, boolean ownTimeout) {
    switch (fault) {
      case TransportFault.Refused refused -> {
        if (refused.verdict().isWell()) {
          circuit.recordSuccess();
        } else {
          circuit.recordFailure();
        }
      }
      case TransportFault.TooLarge large -> circuit.recordSuccess();
      case TransportFault.Redirected elsewhere -> circuit.recordSuccess();
      case TransportFault.Unreachable gone -> circuit.recordFailure();
      case TransportFault.Broken broken -> circuit.recordFailure();
      case TransportFault.TimedOut late -> {
        /* A caller in a hurry says nothing of the backend. */
        if (ownTimeout) {
          unknown();
        } else {
          circuit.recordFailure();
        }
      }
      case TransportFault.Busy busy -> unknown();
      case TransportFault.Suspended suspended -> unknown();
      case TransportFault.NoCredentials none -> unknown();
      case TransportFault.Interrupted interrupted -> unknown();
    }
  }

  /* Nothing is known of the backend. But a probe must give back its permit, and Failsafe knows only
  good and bad: bad waits once more and tries again. */
  void unknown() {
    if (circuit.isHalfOpen()) {
      circuit.recordFailure();
    }
  }
}
