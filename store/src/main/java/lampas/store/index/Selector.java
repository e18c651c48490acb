package lampas.store.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import lampas.model.label.Labels;
import lampas.store.match.LabelMatcher;

/**
 * Finds the series that matchers select.
 *
 * <p>A series without the label counts as one with an empty value, so each matcher is asked only
 * for the values that it tells from an absent label: if it does not hold for an absent label, these
 * values' series are the only ones left, otherwise they are the ones that fall out.
 */
final class Selector<S extends IndexedSeries> {
  private final Generation<S> generation;
  private final int size;

  Selector(Generation<S> generation, int size) {
    this.generation = generation;
    this.size = size;
  }

  static boolean matches(List<LabelMatcher> matchers, Labels labels) {
    for (LabelMatcher matcher : matchers) {
      if (!matcher.matches(labels.valueOrEmpty(matcher.name()))) {
        return false;
      }
    }
    return true;
  }

  SortedIds select(List<LabelMatcher> matchers) {
    List<LabelMatcher> rest = new ArrayList<>();
    List<SortedIds> listed = new ArrayList<>();
    for (LabelMatcher matcher : matchers) {
      if (!matcher.matchesAbsent() && matcher.valuesToldFromAbsent().isPresent()) {
        listed.add(toldFromAbsent(matcher));
      } else {
        rest.add(matcher);
      }
    }
    SortedIds selected = SortedIds.range(0, listed.isEmpty() ? size : 0);
    listed.sort(Comparator.comparingInt(SortedIds::size));
    for (int i = 0; i < listed.size(); i++) {
      selected = i == 0 ? listed.getFirst() : selected.and(listed.get(i));
    }
    for (LabelMatcher matcher : rest) {
      selected = narrow(selected, matcher);
    }
    return selected;
  }

  /* Asking each value of the label is dear if there are more of them than series left. */
  private SortedIds narrow(SortedIds selected, LabelMatcher matcher) {
    if (selected.isEmpty()) {
      return selected;
    }
    LabelPostings label = generation.names().get(matcher.name());
    if (label == null) {
      return matcher.matchesAbsent() ? selected : SortedIds.NONE;
    }
    boolean listed = matcher.valuesToldFromAbsent().isPresent();
    if (!listed && label.size() > selected.size()) {
      return selected.filter(
          id -> matcher.matches(generation.series(id).labels().valueOrEmpty(matcher.name())));
    }
    SortedIds told = toldFromAbsent(matcher);
    return matcher.matchesAbsent() ? selected.minus(told) : selected.and(told);
  }

  private SortedIds toldFromAbsent(LabelMatcher matcher) {
    LabelPostings label = generation.names().get(matcher.name());
    if (label == null) {
      return SortedIds.NONE;
    }
    List<SortedIds> lists = new ArrayList<>();
    Set<String> listed = matcher.valuesToldFromAbsent().orElse(Set.of());
    for (String value : listed) {
      label.ifPresent(value, postings -> lists.add(postings.before(size)));
    }
    if (listed.isEmpty()) {
      for (Postings postings : label.values()) {
        if (matcher.tellsFromAbsent(postings.value())) {
          lists.add(postings.before(size));
        }
      }
    }
    return SortedIds.union(lists);
  }
}
