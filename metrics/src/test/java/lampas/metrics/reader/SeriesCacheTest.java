package lampas.metrics.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lampas.model.label.Labels;
import org.junit.jupiter.api.Test;

final class SeriesCacheTest {
  private final SeriesCache<String> cache = new SeriesCache<>();
  private final List<String> made = new ArrayList<>();

  @Test
  void aSeriesIsMadeOnceForAllBodies() throws IOException {
    assertThat(read("a 1\nb{c=\"d\"} 2\n")).isEqualTo(Map.of("a", 1.0, "b{c=\"d\"}", 2.0));
    assertThat(read("a 3\nb{c=\"d\"} 4\n")).isEqualTo(Map.of("a", 3.0, "b{c=\"d\"}", 4.0));
    assertThat(made).containsExactly("a", "b{c=\"d\"}");
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void theOrderMayChange() throws IOException {
    read("a 1\nb 2\nc 3\n");
    assertThat(read("c 4\na 5\nb 6\n")).isEqualTo(Map.of("a", 5.0, "b", 6.0, "c", 4.0));
    assertThat(read("b 7\nb 8\n")).isEqualTo(Map.of("b", 8.0));
    assertThat(made).containsExactly("a", "b", "c");
  }

  @Test
  void aSeriesThatBeginsLikeTheExpectedOneIsAnotherOne() throws IOException {
    read("a 1\nb 2\n");
    assertThat(read("ab 3\nb{c=\"d\"} 4\n")).isEqualTo(Map.of("ab", 3.0, "b{c=\"d\"}", 4.0));
    read("a 1\nb 2\n");
    assertThat(read("a {c=\"d\"} 5\n")).isEqualTo(Map.of("a{c=\"d\"}", 5.0));
    read("a 1\nb 2\n");
    assertThat(read("a  {c=\"d\"} 6\n")).isEqualTo(Map.of("a{c=\"d\"}", 6.0));
    read("a 1\nb 2\n");
    assertThat(read("a\t7\nb  8\n")).isEqualTo(Map.of("a", 7.0, "b", 8.0));
  }

  @Test
  void missingSeriesAreHandedOverOnce() throws IOException {
    read("a 1\nb 2\nc 3\nd 4\n");
    assertThat(missing()).isEmpty();
    read("b 1\nd 2\n");
    assertThat(missing()).containsExactly("a", "c");
    assertThat(missing()).isEmpty();
    assertThat(kept()).containsExactly("b", "d");
    assertThat(read("a 1\nb 2\nd 3\n")).isEqualTo(Map.of("a", 1.0, "b", 2.0, "d", 3.0));
    assertThat(made).containsExactly("a", "b", "c", "d", "a");
    assertThat(missing()).isEmpty();
  }

  @Test
  void aFailedBodyLeavesNothingBehind() throws IOException {
    read("a 1\nb 2\n");
    assertThatThrownBy(() -> read("a 1\nc 2\nd 3\n!\n")).isInstanceOf(ReadException.class);
    assertThat(kept()).containsExactly("a", "b");
    assertThat(read("a 3\nc 4\nb 5\n")).isEqualTo(Map.of("a", 3.0, "b", 5.0, "c", 4.0));
    assertThat(made).containsExactly("a", "b", "c", "d", "c");
    assertThat(missing()).isEmpty();
  }

  @Test
  void manySeriesComeAndGo() throws IOException {
    for (int round = 0; round < 20; round++) {
      StringBuilder body = new StringBuilder();
      Map<String, Double> expected = new HashMap<>();
      for (int i = 0; i < 3000; i++) {
        int id = (i * 7 + round * 501) % 5000;
        String name = "metric" + id % 11 + "{id=\"" + id + "\"}";
        body.append(name).append(' ').append(i).append('\n');
        expected.put(name, (double) i);
      }
      assertThat(read(body.toString())).isEqualTo(expected);
      int gone = cache.size() - expected.size();
      assertThat(missing()).hasSize(gone).doesNotContainAnyElementsOf(expected.keySet());
      assertThat(kept()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    }
  }

  private List<String> missing() {
    List<String> missing = new ArrayList<>();
    cache.removeMissing(missing::add);
    return missing;
  }

  private List<String> kept() {
    List<String> kept = new ArrayList<>();
    cache.forEach(kept::add);
    return kept;
  }

  private Map<String, Double> read(String body) throws IOException {
    Map<String, Double> samples = new HashMap<>();
    new ExpositionReader<>(cache, ReadLimits.STANDARD)
        .read(
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
            ExpositionSyntax.TEXT,
            new ExpositionHandler<String>() {
              @Override
              public String series(Labels labels) {
                made.add(labels.toString());
                return labels.toString();
              }

              @Override
              public void sample(String series, double value, boolean repeated) {
                samples.put(series, value);
              }

              @Override
              public void sampleAt(String series, double value, long time, boolean repeated) {
                throw new AssertionError("no sample has a time");
              }
            });
    return samples;
  }
}
