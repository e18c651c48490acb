package lampas.client.answer;

import java.util.List;
import lampas.model.label.Labels;
import lampas.model.series.Exemplar;

/** The exemplars of one series, oldest first. */
public record ExemplarSeries(Labels series, List<Exemplar> exemplars) {
  public ExemplarSeries {
    exemplars = List.copyOf(exemplars);
  }

  /** Reads {@code data} of {@code /api/v1/query_exemplars}. */
  public static List<ExemplarSeries> read(JsonValue data) {
    return Fields.list(
        data,
        series ->
            new ExemplarSeries(
                series.labels("seriesLabels"),
                series.list(
                    "exemplars",
                    one ->
                        new Exemplar(
                            one.labels("labels"),
                            one.sampleValue("value"),
                            one.secondsAsMillis("timestamp")))));
  }
}
