package lampas.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import lampas.acceptance.peer.Wait;
import lampas.client.AdminAccess;
import lampas.client.AdminClient;
import lampas.client.ErrorType;
import lampas.client.Query;
import lampas.client.SeriesScope;
import lampas.model.result.QueryResult;
import org.junit.jupiter.api.Test;

/** What can be deleted and copied. */
interface AdminContract extends Subject {
  @Test
  default void aSeriesIsDeletedAndOthersStay() {
    AdminClient admin = client().admin(AdminAccess.ALLOWED);
    SeriesScope doomed = SeriesScope.matching("contract_doomed");
    Query query = Query.instant("contract_doomed").at(samples().end());
    assertThat(client().query(query).result())
        .isInstanceOfSatisfying(
            QueryResult.Vector.class, vector -> assertThat(vector.onlyValue()).contains(7.0));
    if (is(Difference.NO_DELETION)) {
      assertNoSuchEndpoint(() -> admin.deleteSeries(doomed));
      return;
    }
    if (is(Difference.WHOLE_DELETION)) {
      assertRefused(
          ErrorType.BAD_DATA,
          () -> admin.deleteSeries(doomed.between(samples().time(0), samples().time(1))));
    }
    admin.deleteSeries(doomed);

    Wait.until(
        "the series is gone",
        Duration.ofSeconds(20),
        () -> client().query(query).result().equals(new QueryResult.Vector(List.of())));
    assertThat(client().query(query.withPromql("contract_temperature{room=\"a\"}")).result())
        .isInstanceOfSatisfying(
            QueryResult.Vector.class, vector -> assertThat(vector.onlyValue()).contains(29.0));
  }

  @Test
  default void spaceIsFreed() {
    AdminClient admin = client().admin(AdminAccess.ALLOWED);
    if (is(Difference.NO_TOMBSTONES)) {
      assertNoSuchEndpoint(admin::cleanTombstones);
    } else {
      admin.cleanTombstones();
    }
  }

  @Test
  default void aSnapshotHasAName() {
    AdminClient admin = client().admin(AdminAccess.ALLOWED);
    if (is(Difference.NO_SNAPSHOT)) {
      assertNoSuchEndpoint(admin::snapshot);
    } else {
      assertThat(admin.snapshot()).matches("\\d{8}T?\\d{6}Z?-[0-9A-Za-z]+");
    }
  }
}
