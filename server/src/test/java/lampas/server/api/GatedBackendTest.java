package lampas.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import lampas.client.Query;
import lampas.client.RequestException;
import lampas.client.embedded.EmbeddedBackend;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.server.http.HttpProblem;
import lampas.store.Store;
import lampas.store.StoreOptions;
import org.junit.jupiter.api.Test;

class GatedBackendTest {
  private final QueryGate gate = QueryGate.of(1, 0);
  private final GatedBackend backend =
      GatedBackend.of(
          EmbeddedBackend.of(
              Engine.create(EngineOptions.defaults()),
              Store.open(StoreOptions.builder().build(), Clock.systemUTC()),
              Clock.systemUTC()),
          gate,
          Duration.ofSeconds(1));

  @Test
  void aQueryFindsNoTurnWhileOthersHaveThemAll() {
    gate.enter(Duration.ofSeconds(1));
    assertThatThrownBy(() -> backend.query(Query.instant("1")))
        .isInstanceOfSatisfying(
            HttpProblem.class, problem -> assertThat(problem.status()).isEqualTo(503));
    gate.leave();

    assertThat(backend.query(Query.instant("1")).warnings()).isEmpty();
  }

  @Test
  void aTurnIsGivenBackWhateverComesOfIt() {
    assertThatThrownBy(() -> backend.query(Query.instant("sum(")))
        .isInstanceOf(RequestException.class);

    assertThat(gate.inFlight()).isZero();
  }
}
