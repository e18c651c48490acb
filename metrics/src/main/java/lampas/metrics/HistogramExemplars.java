package lampas.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import lampas.model.series.Exemplar;

/**
 * The exemplars of one histogram: the newest of each classic bucket, or of each of ten classes of
 * size if there are only native buckets.
 *
 * <p>Thread-safe.
 */
final class HistogramExemplars {
  private static final int WITHOUT_CLASSIC = 10;

  private final BucketLayout layout;
  private final AtomicReferenceArray<Exemplar> places;

  HistogramExemplars(BucketLayout layout) {
    this.layout = layout;
    this.places =
        new AtomicReferenceArray<>(
            layout.classicBuckets() > 0 ? layout.classicBuckets() : WITHOUT_CLASSIC);
  }

  void keep(ExemplarSampler sampler, double value) {
    int place =
        layout.classicBuckets() > 0
            ? layout.classic(value)
            : Math.floorMod(Math.getExponent(value), WITHOUT_CLASSIC);
    Exemplar next = sampler.next(places.get(place), value);
    if (next != null) {
      places.set(place, next);
    }
  }

  List<Exemplar> list() {
    List<Exemplar> list = new ArrayList<>(places.length());
    for (int i = 0; i < places.length(); i++) {
      Exemplar exemplar = places.get(i);
      if (exemplar != null) {
        list.add(exemplar);
      }
    }
    return list;
  }
}
