package lampas.store.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lampas.model.series.SampleColumns;
import lampas.model.series.SampleValue;
import lampas.model.series.TimeRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class XorRoundTripTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @ParameterizedTest
  @EnumSource
  void everyShapeComesBackBitByBit(SampleShape shape) {
    for (int round = 0; round < 500; round++) {
      SampleColumns samples = shape.samples(random, 1 + random.nextInt(300));
      Chunk chunk = encoded(samples).seal();
      assertThat(read(chunk, TimeRange.all()))
          .as("seed %d round %d", seed, round)
          .isEqualTo(samples);
      assertThat(chunk.samples()).isEqualTo(samples.size());
      assertThat(chunk.start()).isEqualTo(samples.time(0));
      assertThat(chunk.end()).isEqualTo(samples.time(samples.size() - 1));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRangeGivesExactlyTheSamplesInIt(SampleShape shape) {
    for (int round = 0; round < 200; round++) {
      SampleColumns samples = shape.samples(random, 1 + random.nextInt(200));
      int from = random.nextInt(samples.size());
      int to = from + random.nextInt(samples.size() - from);
      long early = from == 0 ? 5 : random.nextLong(samples.time(from) - samples.time(from - 1));
      TimeRange range = new TimeRange(samples.time(from) - early, samples.time(to));
      SampleColumns expected = new SampleColumns();
      for (int i = from; i <= to; i++) {
        expected.add(samples.time(i), samples.value(i));
      }
      assertThat(read(encoded(samples).seal(), range))
          .as("seed %d round %d", seed, round)
          .isEqualTo(expected);
    }
  }

  @Test
  void theStalenessMarkerAndOtherNansKeepTheirBits() {
    long[] bits = {
      Double.doubleToRawLongBits(SampleValue.STALE), 0x7ff0000000000001L, 0xfff4000000000123L
    };
    XorEncoder encoder = new XorEncoder();
    for (int i = 0; i < bits.length; i++) {
      encoder.append(i, bits[i]);
    }
    SampleColumns read = read(encoder.seal(), TimeRange.all());
    for (int i = 0; i < bits.length; i++) {
      assertThat(Double.doubleToRawLongBits(read.value(i))).isEqualTo(bits[i]);
    }
    assertThat(SampleValue.isStale(read.value(0))).isTrue();
  }

  @Test
  void aViewKeepsItsSamplesWhileOthersAreAppendedAndSealed() {
    SampleColumns samples = SampleShape.FRACTIONS.samples(random, 400);
    XorEncoder encoder = new XorEncoder();
    List<XorEncoder.OpenView> views = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      encoder.append(samples.time(i), Double.doubleToRawLongBits(samples.value(i)));
      views.add(encoder.view());
    }
    Chunk chunk = encoder.seal();
    encoder.append(samples.time(399) + 1, 0);
    for (int i = 0; i < samples.size(); i++) {
      SampleColumns read = new SampleColumns();
      views.get(i).read(TimeRange.all(), read);
      SampleColumns expected = read(chunk, new TimeRange(Long.MIN_VALUE, samples.time(i)));
      assertThat(read).as("seed %d view %d", seed, i).isEqualTo(expected);
      assertThat(read.size()).isEqualTo(i + 1);
    }
  }

  @Test
  void theNextChunkBeginsAnew() {
    XorEncoder encoder = encoded(SampleShape.COUNTER.samples(random, 10));
    encoder.seal();
    long next = encoder.time() + 7;
    encoder.append(next, 99);
    assertThat(encoder.samples()).isEqualTo(1);
    assertThat(encoder.start()).isEqualTo(next);
    SampleColumns expected = new SampleColumns();
    expected.add(next, Double.longBitsToDouble(99));
    assertThat(read(encoder.seal(), TimeRange.all())).isEqualTo(expected);
  }

  @Test
  void aChunkThatIsFullTakesNoMore() {
    XorEncoder encoder = new XorEncoder();
    for (int i = 0; i < 65_535; i++) {
      encoder.append(i, 0);
    }
    assertThatThrownBy(() -> encoder.append(65_535, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("chunk: 65535 samples (expected: sealed before)");
    assertThat(read(encoder.seal(), TimeRange.all()).size()).isEqualTo(65_535);
  }

  private static XorEncoder encoded(SampleColumns samples) {
    XorEncoder encoder = new XorEncoder();
    for (int i = 0; i < samples.size(); i++) {
      encoder.append(samples.time(i), Double.doubleToRawLongBits(samples.value(i)));
    }
    return encoder;
  }

  private static SampleColumns read(Chunk chunk, TimeRange range) {
    SampleColumns read = new SampleColumns();
    chunk.read(range, read);
    return read;
  }
}
