package lampas.client.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import lampas.client.Backend;
import lampas.client.ClientFailure;
import lampas.client.Query;
import lampas.client.QueryTime;
import lampas.client.RequestException;
import lampas.client.embedded.ClippedReader;
import lampas.client.embedded.EmbeddedBackend;
import lampas.client.embedded.LayerDecision;
import lampas.client.embedded.LayerSettings;
import lampas.client.embedded.LayeredBackend;
import lampas.model.result.QueryAnswer;
import lampas.promql.engine.Engine;
import lampas.promql.engine.EngineOptions;
import lampas.promql.script.SeriesFixture;
import lampas.promql.syntax.Parser;
import org.junit.jupiter.api.Test;

/** For random expressions an answer in parts is the whole one, bit by bit. */
class SamePropertyTest {
  private static final long SEED = Long.getLong("lampas.seed", 20261126);
  private static final int EXPRESSIONS = Integer.getInteger("lampas.cases", 200);
  private static final Clock LATER = Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC);

  private final Random random = new Random(SEED);
  private final SeriesFixture store = RandomStore.of(random);
  private final Engine engine = Engine.create(EngineOptions.defaults());
  private final Backend whole = EmbeddedBackend.of(engine, store, LATER);
  private int answered;

  @Test
  void splitIsWhole() {
    RandomQueries queries = new RandomQueries(random);
    int split = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      Query query = query(queries.next());
      int most = 3 + random.nextInt(20);
      SplittingBackend parts =
          SplittingBackend.of(whole, SplitSettings.defaults().withMostPoints(most));
      split += parts.decide(query) instanceof SplitDecision.Split ? 1 : 0;
      assertSame(parts, query, "in parts of " + most);
    }
    assertThat(split).isGreaterThan(EXPRESSIONS / 2);
    assertThat(answered).isGreaterThan(EXPRESSIONS / 2);
  }

  @Test
  void cachedIsWhole() {
    RandomQueries queries = new RandomQueries(random);
    int fewer = 0;
    for (int i = 0; i < EXPRESSIONS / 2; i++) {
      RecordingBackend counted = RecordingBackend.of(whole::query);
      CachedRanges cached =
          CachedRanges.of(
              SplittingBackend.of(counted, SplitSettings.defaults().withMostPoints(50)),
              CacheSettings.defaults(),
              LATER);
      Query query = query(queries.next());
      for (int again = 0; again < 4; again++) {
        counted.forget();
        assertSame(cached, query, "cached");
        fewer += points(counted.asked()) < points(List.of(query)) ? 1 : 0;
        query = moved(query);
      }
    }
    assertThat(fewer).isGreaterThan(EXPRESSIONS / 4);
  }

  @Test
  void layeredIsWhole() {
    RandomQueries queries = new RandomQueries(random);
    int both = 0;
    int recent = 0;
    for (int i = 0; i < EXPRESSIONS; i++) {
      long since = random.nextInt((int) RandomStore.END);
      LayeredBackend layers =
          LayeredBackend.of(
              EmbeddedBackend.of(engine, ClippedReader.from(store, since), LATER),
              whole,
              () -> Instant.ofEpochMilli(since),
              LayerSettings.defaults().withLookback(Duration.ofMinutes(5)),
              LATER);
      Query query = query(queries.next());
      LayerDecision decision = layers.decide(query);
      both += decision instanceof LayerDecision.Both ? 1 : 0;
      recent += decision instanceof LayerDecision.Recent ? 1 : 0;
      assertSame(layers, query, "since " + since);
      Query one = query.at(Instant.ofEpochMilli(random.nextInt((int) RandomStore.END)));
      assertSame(layers, one, "since " + since);
    }
    assertThat(both).isGreaterThan(EXPRESSIONS / 10);
    assertThat(recent).isGreaterThan(EXPRESSIONS / 20);
  }

  private Query query(String promql) {
    long start = 400_000L + random.nextInt(1_000_000);
    long step = 1L + random.nextInt(40_000);
    long phase = random.nextInt(3) == 0 ? start : start / step * step;
    long end = phase + step * (2L + random.nextInt(60)) + random.nextInt((int) step);
    Query query =
        Query.range(
            promql,
            Instant.ofEpochMilli(phase),
            Instant.ofEpochMilli(end),
            Duration.ofMillis(step));
    return random.nextInt(5) == 0 ? query.withLimit(1 + random.nextInt(4)) : query;
  }

  private Query moved(Query query) {
    QueryTime.Range range = (QueryTime.Range) query.time();
    Duration by = range.step().multipliedBy(random.nextInt(30) - 10);
    Duration longer = range.step().multipliedBy(random.nextInt(10));
    return query.at(
        new QueryTime.Range(
            range.start().plus(by), range.end().plus(by).plus(longer), range.step()));
  }

  private static long points(List<Query> queries) {
    return queries.stream().mapToLong(query -> ((QueryTime.Range) query.time()).points()).sum();
  }

  private void assertSame(Backend backend, Query query, String how) {
    String described = "lampas.seed=" + SEED + ", " + how + ": " + query;
    QueryAnswer expected;
    try {
      expected = whole.query(query);
    } catch (RequestException refused) {
      assertThat(refusal(backend, query)).as(described).isEqualTo(errorType(refused));
      return;
    }
    QueryAnswer answer = backend.query(query);
    if (SeriesOrder.matters(Parser.parse(query.promql()))) {
      return;
    }
    assertThat(answer.result()).as(described).isEqualTo(expected.result());
    assertThat(remarks(answer.warnings())).as(described).isEqualTo(remarks(expected.warnings()));
    answered++;
  }

  private static String refusal(Backend backend, Query query) {
    try {
      backend.query(query);
      return "none";
    } catch (RequestException refused) {
      return errorType(refused);
    }
  }

  private static String errorType(RequestException failed) {
    return failed.failure() instanceof ClientFailure.Refused refused
        ? refused.errorType()
        : failed.failure().toString();
  }

  private static Set<String> remarks(List<String> texts) {
    return new TreeSet<>(texts);
  }
}
