package lampas.client.template;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lampas.model.label.LabelNames;
import lampas.model.label.Matcher;
import lampas.promql.syntax.Expression.VectorSelector;

/**
 * A selector of a template after its placeholders were filled.
 *
 * @param name the metric's name before the braces
 * @param nameOrigin the placeholder that the name comes from
 * @param parts what stands in the braces
 * @param changed whether anything differs from the template
 */
record FilledSelector(
    Optional<String> name, Optional<Placeholder> nameOrigin, List<Part> parts, boolean changed) {
  /** What the forced matchers are called among the origins. */
  static final Placeholder TENANT = new Placeholder("tenant", PlaceholderKind.LABELS);

  /**
   * A matcher, or the place of matchers of which there are none.
   *
   * @param origin the placeholder that it comes from
   */
  record Part(Optional<Matcher> matcher, Optional<Placeholder> origin) {}

  static FilledSelector of(VectorSelector selector, Filling filling) {
    Optional<Hole> nameHole = selector.metricName().flatMap(filling::hole);
    Optional<Placeholder> nameOrigin = nameHole.map(Hole::placeholder);
    Optional<String> name = nameHole.map(filling::metric).or(selector::metricName);
    boolean changed = nameHole.isPresent() || !filling.forced().isEmpty();
    List<Part> parts = new ArrayList<>();
    /* A name that is no plain word becomes a matcher, in quotes. */
    boolean quoted = nameHole.isPresent() && !filling.isBareMetric(name.orElseThrow());
    if (quoted) {
      Matcher matcher = Matcher.equal(LabelNames.METRIC_NAME, name.orElseThrow());
      parts.add(new Part(Optional.of(matcher), nameOrigin));
    }
    for (Matcher matcher : inBraces(selector)) {
      List<Part> filled = fill(matcher, filling);
      changed |= filled.stream().anyMatch(part -> part.origin().isPresent());
      parts.addAll(filled);
    }
    for (Matcher matcher : filling.forced()) {
      parts.add(new Part(Optional.of(matcher), Optional.of(TENANT)));
    }
    return new FilledSelector(
        quoted ? Optional.empty() : name,
        quoted ? Optional.empty() : nameOrigin,
        List.copyOf(parts),
        changed);
  }

  /* The matcher of the name before the braces is the last one. */
  private static List<Matcher> inBraces(VectorSelector selector) {
    List<Matcher> all = selector.matchers();
    return selector.metricName().isPresent() ? all.subList(0, all.size() - 1) : all;
  }

  private static List<Part> fill(Matcher matcher, Filling filling) {
    Optional<Hole> labels = filling.hole(matcher.name());
    if (labels.isPresent()) {
      Optional<Placeholder> origin = labels.map(Hole::placeholder);
      List<Matcher> matchers = filling.matchers(labels.get());
      return matchers.isEmpty()
          ? List.of(new Part(Optional.empty(), origin))
          : matchers.stream().map(one -> new Part(Optional.of(one), origin)).toList();
    }
    Optional<Hole> text = filling.hole(matcher.value());
    if (text.isEmpty()) {
      return List.of(new Part(Optional.of(matcher), Optional.empty()));
    }
    String value = filling.text(text.get());
    String literal = matcher.type().isRegex() ? Pattern.quote(value) : value;
    Matcher filled = new Matcher(matcher.type(), matcher.name(), literal);
    return List.of(new Part(Optional.of(filled), text.map(Hole::placeholder)));
  }

  /** All matchers as the parser would give them, that of the name last. */
  List<Matcher> matchers() {
    List<Matcher> matchers = new ArrayList<>();
    parts.forEach(part -> part.matcher().ifPresent(matchers::add));
    name.ifPresent(given -> matchers.add(Matcher.equal(LabelNames.METRIC_NAME, given)));
    return matchers;
  }
}
