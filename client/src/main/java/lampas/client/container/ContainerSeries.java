package lampas.client.container;

import java.util.List;
import lampas.client.Query;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult.MatrixSeries;

/**
 * The values of a container metric over time.
 *
 * @param metric what is known of the metric
 * @param query what was asked
 * @param series every series with all its labels
 * @param answer what the backend said, warnings included
 */
public record ContainerSeries(
    ContainerMetric metric, Query query, List<MatrixSeries> series, QueryAnswer answer) {
  public ContainerSeries {
    series = List.copyOf(series);
  }
}
