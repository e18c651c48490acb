package lampas.promql.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lampas.model.histogram.CounterReset;
import lampas.model.histogram.NativeHistogram;
import org.junit.jupiter.api.Test;

class HistogramTotalTest {
  private final List<Finding> findings = new ArrayList<>();

  @Test
  void resetsThatContradictEachOtherAreFoundAtTheEnd() {
    HistogramTotal total = new HistogramTotal.Sum(histogram(CounterReset.RESET));
    total.add(histogram(CounterReset.UNKNOWN), findings::add);
    total.add(histogram(CounterReset.NOT_RESET), findings::add);
    assertThat(findings).isEmpty();

    NativeHistogram sum = total.finish(findings::add);

    assertThat(sum.count()).isEqualTo(3);
    assertThat(findings).containsExactly(Finding.RESETS_COLLIDE);
  }

  @Test
  void nothingIsAddedAfterBucketsThatDoNotFit() {
    HistogramTotal total = new HistogramTotal.Mean(histogram(CounterReset.UNKNOWN));
    NativeHistogram custom =
        histogram(CounterReset.UNKNOWN).toBuilder()
            .schema(NativeHistogram.CUSTOM_BUCKETS)
            .customBounds(1)
            .build();

    total.add(custom, findings::add);
    total.add(custom, findings::add);

    assertThat(total.isIncompatible()).isTrue();
    assertThat(findings).containsExactly(Finding.MIXED_SCHEMAS);
  }

  private static NativeHistogram histogram(CounterReset reset) {
    return NativeHistogram.builder().count(1).sum(1).counterReset(reset).build();
  }
}
