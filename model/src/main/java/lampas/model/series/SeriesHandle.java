package lampas.model.series;

/**
 * A series that was looked up in a {@link SampleSink} once, for appending without another look-up.
 *
 * <p>Opaque; belongs to the sink that gave it.
 */
public interface SeriesHandle {}
