package lampas.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import lampas.model.series.SampleColumns;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class SampleTextTest {
  @Test
  void samplesAreWrittenAsPrometheusWritesThem() {
    SampleColumns samples = new SampleColumns();
    samples.add(-1500, 0);
    samples.add(0, -0.0);
    samples.add(7, 1);
    samples.add(1_000, -2.5);
    samples.add(1_020, 1e15);
    samples.add(1_300, 1e21);
    samples.add(2_000, 0.0001);
    samples.add(3_000, 1.5e-7);
    samples.add(4_000, 12345678.25);
    samples.add(5_000, Double.NaN);
    samples.add(6_000, Double.NEGATIVE_INFINITY);

    assertThat(written(samples))
        .isEqualTo(
            """
            [[-1.500,"0"],[0,"-0"],[0.007,"1"],[1,"-2.5"],[1.020,"1000000000000000"],\
            [1.300,"1e+21"],[2,"0.0001"],[3,"1.5e-07"],[4,"12345678.25"],[5,"NaN"],[6,"-Inf"]]\
            """);
  }

  @Test
  void anyNumberIsWrittenAsItIsInAVector() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    SampleColumns samples = new SampleColumns();
    StringBuilder expected = new StringBuilder("[");
    for (int i = 0; i < 5_000; i++) {
      double value =
          switch (i % 3) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt();
            default -> random.nextGaussian() * Math.pow(10, random.nextInt(20) - 8);
          };
      samples.add(i * 977L, value);
      expected.append(i == 0 ? "" : ",").append('[').append(ResultJson.seconds(i * 977L));
      expected.append(",\"").append(ResultJson.value(value)).append("\"]");
    }

    assertThat(written(samples)).as("seed %d", seed).isEqualTo(expected.append(']').toString());
  }

  @Test
  void noSamplesAreAnEmptyArray() {
    assertThat(written(new SampleColumns())).isEqualTo("[]");
  }

  @Test
  void aStreamGetsTheSameBytesSeriesAfterSeries() {
    SampleColumns one = new SampleColumns();
    SampleColumns other = new SampleColumns();
    for (int i = 0; i < 2_000; i++) {
      one.add(1_000L * i, i / 8.0);
      other.add(1_000L * i + i % 2, -i);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SampleText text = new SampleText();
    try (JsonGenerator json = new JsonMapper().createGenerator(bytes)) {
      json.writeStartArray();
      text.write(one, json);
      text.write(other, json);
      text.write(one, json);
      json.writeEndArray();
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("[%1$s,%2$s,%1$s]".formatted(written(one), written(other)));
  }

  private static String written(SampleColumns samples) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonMapper().createGenerator(text)) {
      new SampleText().write(samples, json);
    }
    return text.toString();
  }
}
