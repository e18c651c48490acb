package lampas.promql.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesSlicesTest {
  private static final List<Integer> MANY = IntStream.range(0, 10_000).boxed().toList();

  @Test
  void resultsComeInTheOrderOfTheSeriesWhoeverWorksOnThem() {
    List<Integer> results = new ArrayList<>();

    SeriesSlices.each(
        MANY, StringBuilder::new, (one, tools) -> one % 3 == 0 ? null : one, results::add);

    assertThat(results).isEqualTo(MANY.stream().filter(one -> one % 3 != 0).toList());
  }

  @Test
  void oneThreadTakesAllResults() {
    Set<Thread> takers = ConcurrentHashMap.newKeySet();

    SeriesSlices.each(
        MANY, StringBuilder::new, (one, tools) -> one, one -> takers.add(Thread.currentThread()));

    assertThat(takers).containsExactly(Thread.currentThread());
  }

  @Test
  void anErrorInAnyThreadEndsTheWorkAndItsThreads() {
    Set<Thread> workers = ConcurrentHashMap.newKeySet();
    List<Integer> taken = new ArrayList<>();

    assertThatThrownBy(() ->
            SeriesSlices.each(
                MANY,
                StringBuilder::new,
                (one, tools) -> {
                  workers.add(Thread.currentThread());
                  if (one == 5_000) {
                    throw EvaluationException.timeout();
                  }
                  return one;
                },
                taken::add))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("query timed out in expression evaluation");

    assertThat(taken).isEqualTo(MANY.subList(0, taken.size())).hasSizeLessThanOrEqualTo(5_000);
    workers.remove(Thread.currentThread());
    assertThat(workers).noneMatch(Thread::isAlive);
  }

  @Test
  void anErrorOfTheTakerEndsTheThreadsToo() {
    Set<Thread> workers = ConcurrentHashMap.newKeySet();

    assertThatThrownBy(() ->
            SeriesSlices.each(
                MANY,
                StringBuilder::new,
                (one, tools) -> {
                  workers.add(Thread.currentThread());
                  return one;
                },
                one -> {
                  throw EvaluationException.sameLabels();
                }))
        .isInstanceOf(EvaluationException.class);

    workers.remove(Thread.currentThread());
    assertThat(workers).noneMatch(Thread::isAlive);
  }

  @Test
  void whoIsInterruptedGivesUp() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    List<Throwable> errors = new ArrayList<>();
    Thread query =
        new Thread(() -> {
          try {
            SeriesSlices.each(
                MANY,
                StringBuilder::new,
                (one, tools) -> {
                  begun.countDown();
                  await(never);
                  return one;
                },
                one -> {});
          } catch (EvaluationException cancelled) {
            errors.add(cancelled);
          }
        });
    query.start();
    begun.await();
    query.interrupt();
    query.join();

    assertThat(errors).singleElement().isInstanceOf(EvaluationException.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw EvaluationException.cancelled();
    }
  }
}
