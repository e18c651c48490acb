package lampas.client.decode;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import lampas.model.label.Labels;
import lampas.model.result.QueryAnswer;
import lampas.model.result.QueryResult;
import lampas.model.result.QueryResult.FloatSample;
import lampas.model.result.QueryResult.HistogramSample;
import lampas.model.result.QueryResult.MatrixSeries;
import lampas.model.result.QueryResult.VectorSample;
import lampas.model.series.HistogramColumns;
import lampas.model.series.SampleColumns;

/**
 * Decodes answers of {@code query} and {@code query_range}.
 *
 * <p>Strict: what is no JSON in UTF-8, no such answer, or not complete, is a {@link
 * DecodeException}. Fields may come in any order, and unknown ones are skipped. The input should be
 * unpacked and limited in length ({@link ContentCoding}); it is read to its end, not closed.
 * Without state, so thread-safe.
 */
public final class AnswerDecoder {
  private AnswerDecoder() {}

  /**
   * Decodes an answer as a whole.
   *
   * @throws DecodeException if it is none
   * @throws IOException if the input fails
   */
  public static DecodedAnswer collect(InputStream in) throws IOException {
    List<VectorSample> vector = new ArrayList<>();
    List<MatrixSeries> matrix = new ArrayList<>();
    SeriesCursor cursor = cursor(in);
    while (cursor.next()) {
      if (cursor.shape() == SeriesReader.Shape.INSTANT) {
        vector.add(instant(cursor.labels(), cursor.samples()));
      } else {
        matrix.add(new MatrixSeries(cursor.labels(), cursor.take()));
      }
    }
    return switch (cursor.answer()) {
      case DecodedAnswer.Result(QueryAnswer answer) ->
          new DecodedAnswer.Result(
              switch (answer.result()) {
                case QueryResult.Vector none -> answer.withResult(new QueryResult.Vector(vector));
                case QueryResult.Matrix none -> answer.withResult(new QueryResult.Matrix(matrix));
                case QueryResult.Scalar scalar -> answer;
                case QueryResult.Text text -> answer;
              });
      case DecodedAnswer.Refusal refusal -> refusal;
    };
  }

  /**
   * Decodes an answer and gives its series to a handler as they arrive.
   *
   * @return the answer without its series; that they are part of one is known only then
   * @throws DecodeException if it is none, perhaps after some series
   * @throws IOException if the input fails
   */
  public static DecodedAnswer decode(InputStream in, SeriesHandler handler) throws IOException {
    SeriesCursor cursor = cursor(in);
    while (cursor.next()) {
      handler.series(cursor.labels(), cursor.samples());
    }
    return cursor.answer();
  }

  /** The series of an answer, to be asked for one by one; closing it closes the input. */
  public static SeriesCursor cursor(InputStream in) {
    return new SeriesCursor(in);
  }

  private static VectorSample instant(Labels labels, SampleColumns samples) {
    HistogramColumns histograms = samples.histograms();
    return histograms.isEmpty()
        ? new FloatSample(labels, samples.time(0), samples.value(0))
        : new HistogramSample(labels, histograms.time(0), histograms.histogram(0));
  }
}
