package lampas.metrics.exposition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The media ranges of an {@code Accept} header that name a format, with their quality values. */
record AcceptHeader(List<Range> ranges) {

  /** One media range; {@code exact} is false for wildcards. */
  record Range(Negotiation asked, double quality, boolean exact) {}

  static AcceptHeader parse(String header) {
    List<Range> ranges = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      parseRange(part).ifPresent(ranges::add);
    }
    return new AcceptHeader(List.copyOf(ranges));
  }

  Negotiation best() {
    Negotiation best = Negotiation.DEFAULT;
    double bestQuality = 0;
    for (Range range : ranges) {
      /* A wildcard says nothing about a format that the header also names: q=0 forbids it. */
      if (range.quality > bestQuality && (range.exact || !isNamed(range.asked.format()))) {
        best = range.asked;
        bestQuality = range.quality;
      }
    }
    return best;
  }

  private boolean isNamed(Format format) {
    return ranges.stream().anyMatch(range -> range.exact && range.asked.format() == format);
  }

  private static Optional<Range> parseRange(String text) {
    String[] parts = text.split(";", -1);
    String type = parts[0].strip().toLowerCase(Locale.ROOT);
    String version = "";
    String proto = "";
    String encoding = "";
    Optional<Escaping> escaping = Optional.empty();
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
        case "proto" -> proto = value;
        case "encoding" -> encoding = value;
        case "escaping" -> escaping = Escaping.of(value);
        default -> {
          /* charset: all formats are UTF-8. */
        }
      }
    }
    Optional<Format> format =
        type.equals("application/vnd.google.protobuf")
            ? protobuf(proto, encoding)
            : text(type, version);
    if (format.isEmpty()) {
      return Optional.empty();
    }
    Negotiation asked = new Negotiation(format.get(), version, escaping);
    return Optional.of(new Range(asked, quality, !type.endsWith("*")));
  }

  private static Optional<Format> protobuf(String proto, String encoding) {
    return proto.equals("io.prometheus.client.MetricFamily") && encoding.equals("delimited")
        ? Optional.of(Format.PROTOBUF)
        : Optional.empty();
  }

  private static Optional<Format> text(String type, String version) {
    return switch (type) {
      /* 0.0.1 is what old Prometheus servers ask for and what other libraries answer with 1.0.0. */
      case "application/openmetrics-text" ->
          version.isEmpty() || version.equals("1.0.0") || version.equals("0.0.1")
              ? Optional.of(Format.OPEN_METRICS)
              : Optional.empty();
      case "text/plain" ->
          version.isEmpty() || version.equals("0.0.4") || version.equals("1.0.0")
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
