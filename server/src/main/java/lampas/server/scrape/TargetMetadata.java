package lampas.server.scrape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import lampas.model.catalogue.MetricKind;

/** What a target says about its metric families; forgotten ten scrapes later. Thread-safe. */
final class TargetMetadata {
  /* Source: iterDone in scrape/scrape.go of Prometheus. */
  private static final int KEPT_SCRAPES = 10;

  private static final class Entry {
    FamilyMetadata metadata;
    long lastScrape;

    Entry(String family) {
      this.metadata = new FamilyMetadata(family, MetricKind.UNKNOWN, "", "");
    }
  }

  private final Map<String, Entry> families = new LinkedHashMap<>();
  private long scrape;

  /** All families, in the order in which they were seen first. */
  synchronized List<FamilyMetadata> list() {
    return families.values().stream().map(entry -> entry.metadata).toList();
  }

  void type(String family, MetricKind kind) {
    update(family, known -> new FamilyMetadata(family, kind, known.help(), known.unit()));
  }

  void help(String family, String help) {
    update(family, known -> new FamilyMetadata(family, known.kind(), help, known.unit()));
  }

  void unit(String family, String unit) {
    update(family, known -> new FamilyMetadata(family, known.kind(), known.help(), unit));
  }

  /** A scrape ended well: forgets the families that were not seen for some scrapes. */
  synchronized void endScrape() {
    families.values().removeIf(entry -> scrape - entry.lastScrape > KEPT_SCRAPES);
    scrape++;
  }

  private synchronized void update(String family, UnaryOperator<FamilyMetadata> change) {
    Entry entry = families.computeIfAbsent(family, Entry::new);
    entry.metadata = change.apply(entry.metadata);
    entry.lastScrape = scrape;
  }
}
