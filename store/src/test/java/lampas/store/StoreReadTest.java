package lampas.store;

import static lampas.store.StoreFixture.append;
import static lampas.store.StoreFixture.fill;
import static lampas.store.StoreFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import lampas.model.label.Labels;
import lampas.model.label.Matcher;
import lampas.model.series.SampleBatch;
import lampas.model.series.SampleColumns;
import lampas.model.series.Series;
import lampas.model.series.SeriesSelection;
import lampas.model.series.TimeRange;
import lampas.store.error.StoreException;
import lampas.store.index.IndexView;
import lampas.store.match.LabelMatcher;
import org.junit.jupiter.api.Test;

class StoreReadTest {
  private static final Matcher OF_A = Matcher.equal("job", "a");

  private final Store store = StoreFixture.anyAge();

  StoreReadTest() {
    append(store, Labels.of("__name__", "up", "job", "a"), 1000, 1);
    append(store, Labels.of("__name__", "up", "job", "b"), 2000, 0);
    append(store, Labels.of("__name__", "load", "job", "a", "mode", "x\n\"\\😀"), 3000, 0.5);
    store.resolve(Labels.of("__name__", "empty", "never", "seen"));
  }

  @Test
  void seriesAreSelectedByMatchers() {
    assertThat(read(store, TimeRange.all(), Matcher.equal("__name__", "up"), OF_A))
        .hasToString("{up{job=\"a\"}=[1@1000]}");
    assertThat(read(store, TimeRange.all(), Matcher.equal("mode", ""), OF_A))
        .hasToString("{up{job=\"a\"}=[1@1000]}");
    assertThat(read(store, TimeRange.all(), Matcher.equal("mode", "x\n\"\\😀")).values())
        .hasToString("[[0.5@3000]]");
    assertThat(read(store, TimeRange.all(), Matcher.regex("mode", "x.*"), OF_A)).hasSize(1);
    assertThat(read(store, TimeRange.all(), Matcher.notEqual("job", "a")))
        .hasToString("{up{job=\"b\"}=[0@2000]}");
    assertThat(read(store, TimeRange.all(), Matcher.equal("nosuch", "x"))).isEmpty();
  }

  @Test
  void theRangeIsInclusiveAtBothEnds() {
    Labels labels = Labels.of("__name__", "many");
    fill(store, labels, 0, 10, 1000);
    Matcher many = Matcher.equal("__name__", "many");
    SampleColumns read = read(store, new TimeRange(1190, 1210), many).values().iterator().next();
    assertThat(read).hasToString("[119@1190, 120@1200, 121@1210]");
    assertThat(read(store, new TimeRange(-5, -1), many)).isEmpty();
    assertThat(read(store, new TimeRange(9991, 99_999), many)).isEmpty();
    assertThat(read(store, new TimeRange(1191, 1199), many)).as("between two chunks").isEmpty();
  }

  @Test
  void readingAddsToTheColumnsAndMayBeRepeated() {
    try (SeriesSelection selection = store.select(List.of(OF_A), new TimeRange(0, 1500))) {
      Series series = selection.series().getFirst();
      SampleColumns columns = new SampleColumns();
      series.read(columns);
      series.read(columns);
      assertThat(columns).hasToString("[1@1000, 1@1000]");
    }
  }

  @Test
  void whatIsAppendedLaterIsNotInTheSelection() {
    try (SeriesSelection selection = store.select(List.of(OF_A), TimeRange.all())) {
      append(store, Labels.of("__name__", "up", "job", "a"), 5000, 9);
      assertThat(read(selection).values()).hasToString("[[0.5@3000], [1@1000]]");
    }
  }

  /* The batch comes between the look at the index and the look at the series. */
  @Test
  void aBatchWithNewSeriesThatComesInBetweenIsSeenAsAWhole() {
    List<LabelMatcher> ofA = LabelMatcher.of(List.of(OF_A));
    IndexView<MemorySeries> view = store.view();
    List<MemorySeries> found = view.select(ofA);
    try (SampleBatch batch = store.batch()) {
      batch.append(store.resolve(Labels.of("__name__", "up", "job", "a")), 5000, 2);
      batch.append(store.resolve(Labels.of("__name__", "new", "job", "a")), 5000, 3);
      batch.append(store.resolve(Labels.of("__name__", "new", "job", "b")), 5000, 4);
      batch.commit();
    }
    assertThat(read(store.capture(view, found, ofA, new TimeRange(5000, 5000))))
        .hasToString("{new{job=\"a\"}=[3@5000], up{job=\"a\"}=[2@5000]}");
  }

  @Test
  void aSeriesThatIsReplacedInBetweenIsListedOnce() {
    StoreFixture.SetClock clock = new StoreFixture.SetClock(0);
    Store shortLived =
        Store.open(StoreOptions.builder().retention(Duration.ofMillis(10)).build(), clock);
    Labels labels = Labels.of("__name__", "up");
    append(shortLived, labels, 0, 1);
    IndexView<MemorySeries> view = shortLived.view();
    List<MemorySeries> found = view.select(List.of());
    clock.set(100);
    shortLived.enforceRetention();
    append(shortLived, labels, 100, 2);
    assertThat(read(shortLived.capture(view, found, List.of(), TimeRange.all())))
        .hasToString("{up=[2@100]}");
  }

  @Test
  void labelNamesAndValuesAreThoseOfSeriesInTheRange() {
    assertThat(store.labelNames(List.of(), TimeRange.all()))
        .containsExactly("__name__", "job", "mode");
    assertThat(store.labelNames(List.of(), new TimeRange(0, 2500)))
        .containsExactly("__name__", "job");
    assertThat(store.labelNames(List.of(Matcher.equal("job", "b")), TimeRange.all()))
        .containsExactly("__name__", "job");
    assertThat(store.labelValues("__name__", List.of(), TimeRange.all()))
        .containsExactly("load", "up");
    assertThat(store.labelValues("job", List.of(), new TimeRange(1500, 2500))).containsExactly("b");
    assertThat(store.labelValues("__name__", List.of(OF_A), new TimeRange(2000, 9000)))
        .containsExactly("load");
    assertThat(store.labelValues("nosuch", List.of(), TimeRange.all())).isEmpty();
  }

  @Test
  void labelSetsAreThoseOfTheSelection() {
    assertThat(store.labelSets(List.of(OF_A), new TimeRange(0, 2000)))
        .containsExactly(Labels.of("__name__", "up", "job", "a"));
    assertThat(store.labelSets(List.of(), TimeRange.all())).hasSize(3);
  }

  @Test
  void anIllegalExpressionIsAnError() {
    List<Matcher> illegal = List.of(Matcher.regex("job", "["));
    assertThatThrownBy(() -> store.select(illegal, TimeRange.all()))
        .isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.labelValues("job", illegal, TimeRange.all()))
        .isInstanceOf(StoreException.class);
  }
}
