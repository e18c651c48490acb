package lampas.store.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import lampas.model.series.SampleColumns;
import lampas.model.series.TimeRange;
import org.junit.jupiter.api.Test;

/** The bytes themselves, which were not made by the code under test. */
class XorFormatTest {
  @Test
  void threeSamplesAreTheBytesWorkedOutByHand() {
    XorEncoder encoder = new XorEncoder();
    encoder.append(1, Double.doubleToRawLongBits(1));
    encoder.append(3, Double.doubleToRawLongBits(1));
    encoder.append(6, Double.doubleToRawLongBits(2));
    /*
     * 00 03                     three samples
     * 02                        1 as zigzag varint
     * 3ff0000000000000          1.0
     * 02                        3 - 1 as varint
     * 0                         the same value
     * 10 00000000000001         (6 - 3) - (3 - 1) = 1 in 14 bits
     * 11 00001 001011           1.0 xor 2.0 = 7ff0…: 1 leading zero, 11 bits
     * 11111111111
     * that is 01000000 00000000 11100001 00101111 11111111 1, filled up with zeros
     */
    assertThat(HexFormat.of().formatHex(encoder.seal().encoded()))
        .isEqualTo("0003" + "02" + "3ff0000000000000" + "02" + "4000e12fff80");
  }

  /*
   * Written by Prometheus 2.42: `promtool tsdb create-blocks-from openmetrics` of a gauge with these
   * samples, then the one chunk in chunks/000001. The times go through every class and its bounds.
   */
  private static final String PROMETHEUS_BYTES =
      "001080897a3ff0000000000000e0dc2a3097ffdb41d00060fffef666666666666d000d831cfb4a2333d80f0800"
          + "73f3cfe43c8800759dd0001810000000000003a0001801f780006033fff840007fc200000001e80000c26402"
          + "f40000ff8400000003e00000000001000039dfdab79a2bffffffffffff00001000000036097f9f5bcd16";
  private static final long[] PROMETHEUS_TIMES = {
    1000000, 1700000, 2400000, 3100000, 3808192, 4508193, 5216387, 5859046, 6567241, 7209900,
    7918096, 9150580, 9858777, 11091263, 11799461, 12507659
  };
  private static final double[] PROMETHEUS_VALUES = {
    1,
    1,
    2,
    2.5,
    -0.1,
    1e300,
    Double.longBitsToDouble(0x7ff8000000000001L),
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0,
    Double.MIN_VALUE,
    12.000000000000002,
    12,
    123456789,
    123456790,
    -0.5
  };

  @Test
  void theBytesAreThoseThatPrometheusWrites() {
    XorEncoder encoder = new XorEncoder();
    for (int i = 0; i < PROMETHEUS_TIMES.length; i++) {
      encoder.append(PROMETHEUS_TIMES[i], Double.doubleToRawLongBits(PROMETHEUS_VALUES[i]));
    }
    Chunk chunk = encoder.seal();
    assertThat(HexFormat.of().formatHex(chunk.encoded())).isEqualTo(PROMETHEUS_BYTES);
    assertThat(chunk.start()).isEqualTo(1000000);
    assertThat(chunk.end()).isEqualTo(12507659);
    assertThat(chunk.samples()).isEqualTo(16);
  }

  @Test
  void theBytesThatPrometheusWritesAreRead() {
    SampleColumns expected = new SampleColumns();
    for (int i = 0; i < PROMETHEUS_TIMES.length; i++) {
      expected.add(PROMETHEUS_TIMES[i], PROMETHEUS_VALUES[i]);
    }
    Chunk chunk = new Chunk(HexFormat.of().parseHex(PROMETHEUS_BYTES), 1000000, 12507659);
    SampleColumns read = new SampleColumns();
    chunk.read(TimeRange.all(), read);
    assertThat(read).isEqualTo(expected);
  }
}
