package lampas.metrics.exposition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The media ranges of an {@code Accept} header that name a format, with their quality values. */
record AcceptHeader(List<Range> ranges) {

  /** One media range; {@code exact} is false for wildcards. */
  record Range(Format format, double quality, boolean exact) {}

  static AcceptHeader parse(String header) {
    List<Range> ranges = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      parseRange(part).ifPresent(ranges::add);
    }
    return new AcceptHeader(List.copyOf(ranges));
  }

  Format best() {
    Format best = Format.TEXT;
    double bestQuality = 0;
    for (Range range : ranges) {
      /* A wildcard says nothing about a format that the header also names: q=0 forbids it. */
      if (range.quality > bestQuality && (range.exact || !isNamed(range.format))) {
        best = range.format;
        bestQuality = range.quality;
      }
    }
    return best;
  }

  private boolean isNamed(Format format) {
    return ranges.stream().anyMatch(range -> range.exact && range.format == format);
  }

  private static Optional<Range> parseRange(String text) {
    String[] parts = text.split(";", -1);
    String type = parts[0].strip().toLowerCase(Locale.ROOT);
    String version = "";
    double quality = 1;
    for (int i = 1; i < parts.length; i++) {
      String[] parameter = parts[i].split("=", 2);
      if (parameter.length < 2) {
        continue;
      }
      String value = unquote(parameter[1].strip());
      switch (parameter[0].strip().toLowerCase(Locale.ROOT)) {
        case "q" -> quality = quality(value);
        case "version" -> version = value;
        default -> {
          /* charset, escaping: all formats are UTF-8, and all names are legacy names. */
        }
      }
    }
    double found = quality;
    return format(type, version).map(format -> new Range(format, found, !type.endsWith("*")));
  }

  private static Optional<Format> format(String type, String version) {
    return switch (type) {
      /* 0.0.1 is what old Prometheus servers ask for and what other libraries answer with 1.0.0. */
      case "application/openmetrics-text" ->
          version.isEmpty() || version.equals("1.0.0") || version.equals("0.0.1")
              ? Optional.of(Format.OPEN_METRICS)
              : Optional.empty();
      case "text/plain" ->
          version.isEmpty() || version.equals("0.0.4")
              ? Optional.of(Format.TEXT)
              : Optional.empty();
      case "text/*", "*/*" -> Optional.of(Format.TEXT);
      default -> Optional.empty();
    };
  }

  /* A quality value that is none counts as 0: what cannot be understood is not preferred. */
  private static double quality(String text) {
    return text.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(text) : 0;
  }

  private static String unquote(String text) {
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
