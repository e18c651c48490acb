package lampas.client.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lampas.model.label.Matcher;

/**
 * Conditions that every selector of a query gets, whatever the preset and the querier say.
 *
 * <p>They are added to the syntax tree, to selectors in subqueries and in operands as well. A
 * querier that names one of these labels is refused, and so is a preset that uses {@code info()},
 * which reads series that no selector names.
 */
public final class TenantLabels {
  private static final TenantLabels NONE = new TenantLabels(List.of());

  private final List<LabelFilter> filters;

  private TenantLabels(List<LabelFilter> filters) {
    this.filters = List.copyOf(filters);
  }

  /** No condition. */
  public static TenantLabels none() {
    return NONE;
  }

  /** Only series whose label has this value, which must not be empty. */
  public static TenantLabels of(String label, String value) {
    return NONE.and(label, value);
  }

  /** Only series whose label has this value as well, which must not be empty. */
  public TenantLabels and(String label, String value) {
    return and(new LabelFilter.Is(label, value));
  }

  /** Only series whose label has one of these values as well; none may be empty. */
  public TenantLabels andAnyOf(String label, List<String> values) {
    return and(new LabelFilter.AnyOf(label, values));
  }

  private TenantLabels and(LabelFilter filter) {
    List<LabelFilter> more = new ArrayList<>(filters);
    more.add(filter);
    return new TenantLabels(more);
  }

  List<LabelFilter> filters() {
    return filters;
  }

  List<Matcher> matchers() {
    return filters.stream().map(LabelFilter::matcher).toList();
  }

  Set<String> labels() {
    return filters.stream().map(LabelFilter::label).collect(Collectors.toUnmodifiableSet());
  }

  boolean isEmpty() {
    return filters.isEmpty();
  }
}
