package lampas.store.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import lampas.model.error.ErrorKind;
import lampas.model.label.Labels;
import lampas.model.label.MatchType;
import lampas.model.label.Matcher;
import lampas.store.error.StoreException;
import lampas.store.match.LabelMatcher;
import org.junit.jupiter.api.Test;

class SeriesIndexTest {
  private static final List<MatchType> TYPES = List.of(MatchType.values());
  private static final String[] NAMES = {"__name__", "a", "b", "c"};
  private static final String[] EXPRESSIONS = {
    "1", "2", "1|2", "(3|7|9)", "", ".*", ".+", "1.*", ".*1", ".*1.*", "[1-4]", "1|", "x|y", "[^1]*"
  };

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /** A series that is gone when the test says so. */
  private static final class FakeSeries implements IndexedSeries {
    private final Labels labels;
    private boolean gone;

    FakeSeries(Labels labels) {
      this.labels = labels;
    }

    @Override
    public Labels labels() {
      return labels;
    }

    @Override
    public boolean isGone() {
      return gone;
    }
  }

  @Test
  void aSeriesIsResolvedToTheSameObjectAgain() {
    SeriesIndex<FakeSeries> index = new SeriesIndex<>(10, FakeSeries::new);
    FakeSeries series = index.resolve(Labels.of("a", "1"));
    assertThat(index.resolve(Labels.of("a", "1"))).isSameAs(series);
    assertThat(index.resolve(Labels.of("a", "2"))).isNotSameAs(series);
    assertThat(index.size()).isEqualTo(2);
  }

  @Test
  void equalTextsAreKeptOnce() {
    SeriesIndex<FakeSeries> index = new SeriesIndex<>(10, FakeSeries::new);
    Labels one = index.resolve(Labels.of(new String("a"), new String("1"), "b", "x")).labels();
    Labels two = index.resolve(Labels.of(new String("a"), new String("1"), "b", "y")).labels();
    assertThat(two.name(0)).isSameAs(one.name(0));
    assertThat(two.value(0)).isSameAs(one.value(0));
  }

  @Test
  void moreSeriesThanTheLimitAreRefused() {
    SeriesIndex<FakeSeries> index = new SeriesIndex<>(1, FakeSeries::new);
    FakeSeries first = index.resolve(Labels.of("a", "1"));
    assertThatThrownBy(() -> index.resolve(Labels.of("a", "2")))
        .isInstanceOf(StoreException.class)
        .hasMessage("series limit: 1 reached, cannot create {a=\"2\"}")
        .satisfies(e -> assertThat(((StoreException) e).kind()).isEqualTo(ErrorKind.LIMIT));
    first.gone = true;
    index.sweep();
    assertThat(index.resolve(Labels.of("a", "2")).labels()).isEqualTo(Labels.of("a", "2"));
  }

  @Test
  void aSeriesThatIsGoneIsReplacedEvenBeforeTheSweep() {
    SeriesIndex<FakeSeries> index = new SeriesIndex<>(10, FakeSeries::new);
    FakeSeries old = index.resolve(Labels.of("a", "1"));
    old.gone = true;
    FakeSeries successor = index.resolve(Labels.of("a", "1"));
    assertThat(successor).isNotSameAs(old);
    assertThat(index.view().select(List.of())).containsExactly(successor);
    index.sweep();
    assertThat(index.resolve(Labels.of("a", "1"))).isSameAs(successor);
    assertThat(index.size()).isEqualTo(1);
    assertThat(index.created()).isEqualTo(2);
  }

  @Test
  void namesAndValuesOfSweptSeriesAreForgotten() {
    SeriesIndex<FakeSeries> index = new SeriesIndex<>(10, FakeSeries::new);
    index.resolve(Labels.of("a", "1", "gone", "x")).gone = true;
    index.resolve(Labels.of("a", "2"));
    assertThat(index.view().names(series -> true)).containsExactly("a");
    index.sweep();
    assertThat(index.view().names(series -> true)).containsExactly("a");
    assertThat(index.view().values("a", series -> true)).containsExactly("2");
    assertThat(index.view().values("gone", series -> true)).isEmpty();
  }

  @Test
  void selectionsAreThoseOfALookAtEverySeries() {
    SeriesIndex<FakeSeries> index = new SeriesIndex<>(10_000, FakeSeries::new);
    int found = 0;
    for (int round = 0; round < 300; round++) {
      for (int n = random.nextInt(20); n > 0; n--) {
        index.resolve(randomLabels());
      }
      for (FakeSeries series : index.view().select(List.of())) {
        series.gone = random.nextInt(40) == 0;
      }
      if (random.nextBoolean()) {
        index.sweep();
      }
      for (int n = 0; n < 20; n++) {
        found += checkSelection(index);
      }
    }
    assertThat(found).as("series found").isGreaterThan(10_000);
  }

  private int checkSelection(SeriesIndex<FakeSeries> index) {
    List<Matcher> matchers = random.ints(random.nextInt(4)).mapToObj(i -> randomMatcher()).toList();
    List<LabelMatcher> compiled = LabelMatcher.of(matchers);
    IndexView<FakeSeries> view = index.view();
    List<FakeSeries> expected =
        view.select(List.of()).stream()
            .filter(series -> Selector.matches(compiled, series.labels()))
            .toList();
    assertThat(view.select(compiled)).as("seed %d: %s", seed, matchers).isEqualTo(expected);
    return expected.size();
  }

  @Test
  void aViewDoesNotSeeWhatIsAddedLater() {
    SeriesIndex<FakeSeries> index = new SeriesIndex<>(1_000, FakeSeries::new);
    List<LabelMatcher> ones = LabelMatcher.of(List.of(Matcher.equal("a", "1")));
    FakeSeries first = index.resolve(Labels.of("a", "1"));
    IndexView<FakeSeries> before = index.view();
    FakeSeries second = index.resolve(Labels.of("a", "1", "b", "2"));
    index.resolve(Labels.of("a", "3"));
    assertThat(before.select(ones)).containsExactly(first);
    assertThat(before.select(List.of())).containsExactly(first);
    assertThat(index.view().selectNewerThan(before, ones)).containsExactly(second);
    assertThat(index.view().select(ones)).containsExactly(first, second);
    index.sweep();
    assertThat(before.select(ones)).containsExactly(first);
    assertThat(index.view().selectNewerThan(before, ones)).contains(second);
  }

  private Labels randomLabels() {
    Labels.Builder builder = Labels.builder();
    for (String name : NAMES) {
      if (random.nextInt(3) > 0) {
        builder.add(name, Integer.toString(random.nextInt(name.equals("c") ? 200 : 12)));
      }
    }
    Labels labels = builder.build();
    return labels.isEmpty() ? Labels.of("a", "1") : labels;
  }

  private Matcher randomMatcher() {
    MatchType type = TYPES.get(random.nextInt(TYPES.size()));
    String name = random.nextInt(10) == 0 ? "absent" : NAMES[random.nextInt(NAMES.length)];
    return new Matcher(type, name, EXPRESSIONS[random.nextInt(type.isRegex() ? 14 : 2)]);
  }
}
