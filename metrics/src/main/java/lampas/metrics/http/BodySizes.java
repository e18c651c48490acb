package lampas.metrics.http;

import lampas.model.catalogue.Buckets;

/** The buckets of the sizes of bodies. */
public final class BodySizes {
  /** 100 B to 100 MB, each ten times the one before. */
  public static final Buckets STANDARD = Buckets.of(1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8);

  private BodySizes() {}
}
