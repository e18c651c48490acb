package lampas.server.exemplar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.TimeRange;
import org.junit.jupiter.api.Test;

class ExemplarStoreTest {
  private static final Labels A = Labels.of("__name__", "a");
  private static final Labels B = Labels.of("__name__", "b");

  private final ExemplarStore store = ExemplarStore.of(3);

  private void add(Labels series, String trace, long time, boolean dated) {
    store.add(new StoredExemplar(series, Labels.of("trace", trace), 1, time), dated);
  }

  private List<String> found(Matcher matcher, TimeRange range) {
    return store.select(List.of(List.of(matcher)), range).values().stream()
        .flatMap(List::stream)
        .map(exemplar -> exemplar.labels().valueOrEmpty("trace") + "@" + exemplar.timeMillis())
        .toList();
  }

  private List<String> all() {
    return found(Matcher.equal("nope", ""), TimeRange.all());
  }

  @Test
  void theOldestMakesRoom() {
    for (int i = 1; i <= 5; i++) {
      add(A, "t" + i, i, true);
    }
    assertThat(all()).containsExactly("t3@3", "t4@4", "t5@5");
  }

  @Test
  void whatIsKnownIsNotKeptTwice() {
    add(A, "t1", 10, true);
    add(A, "t1", 10, true);
    assertThat(all()).containsExactly("t1@10");
    add(A, "t1", 20, false);
    assertThat(all()).containsExactly("t1@10");
    add(A, "t1", 20, true);
    assertThat(all()).containsExactly("t1@10", "t1@20");
  }

  @Test
  void whatIsOlderThanTheNewestOfItsSeriesIsNotKept() {
    add(A, "t2", 20, true);
    add(A, "t1", 10, true);
    add(B, "t1", 10, true);
    assertThat(all()).containsExactly("t2@20", "t1@10");
  }

  @Test
  void seriesAndTimesAreSelected() {
    add(A, "t1", 10, true);
    add(B, "t2", 20, true);
    add(A, "t3", 30, true);
    assertThat(found(Matcher.equal("__name__", "a"), TimeRange.all()))
        .containsExactly("t1@10", "t3@30");
    assertThat(found(Matcher.equal("__name__", "a"), new TimeRange(11, 30)))
        .containsExactly("t3@30");
    assertThat(store.select(List.of(), TimeRange.all())).isEmpty();
  }

  @Test
  void aStoreForNoneKeepsNone() {
    ExemplarStore none = ExemplarStore.of(0);
    none.add(new StoredExemplar(A, Labels.empty(), 1, 1), true);
    assertThat(none.select(List.of(List.of()), TimeRange.all())).isEmpty();
  }
}
