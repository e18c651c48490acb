package lampas.model.series;

import java.util.List;

/**
 * The series that a {@link SeriesReader} selected; close it to let go of what it holds.
 *
 * <p>What was stored when the selection was made stays readable until it is closed, whatever
 * retention does meanwhile.
 */
public interface SeriesSelection extends AutoCloseable {
  /** The series, each label set once, in no particular order. */
  List<? extends Series> series();

  @Override
  void close();
}
