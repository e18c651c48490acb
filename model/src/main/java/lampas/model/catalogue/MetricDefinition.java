package lampas.model.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lampas.model.label.Labels;

/**
 * A metric that some code records: the contract between it and everyone who asks for its values.
 *
 * <p>The name is the one that queries use: counters end in {@code _total}, info metrics in {@code
 * _info}; a histogram's name is the one without {@code _bucket}, {@code _count}, {@code _sum}. A
 * name with a unit ends in it, before {@code _total}. Sources: the naming practices of Prometheus,
 * the OpenMetrics 1.0 specification.
 *
 * @param name the name in queries
 * @param kind what the values mean
 * @param unit the base unit of the values
 * @param help what is measured, one sentence
 * @param labels the labels, in the order in which values are given when recording
 * @param buckets the bounds of a histogram's classic buckets; empty for other kinds
 * @param nativeBuckets how fine a histogram's native buckets are; empty if it has none
 * @param owner who answers questions about it: a module, a team; empty if nobody said
 * @param unusualName why names may break the rules on suffixes, and on characters: then they may be
 *     any UTF-8; empty if they may not
 */
public record MetricDefinition(
    String name,
    MetricKind kind,
    Unit unit,
    String help,
    List<LabelDefinition> labels,
    Optional<Buckets> buckets,
    Optional<NativeBuckets> nativeBuckets,
    String owner,
    Optional<String> unusualName) {

  /**
   * Checks the definition.
   *
   * @throws DefinitionException with every reason why the definition is wrong
   */
  public MetricDefinition {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(owner, "owner");
    labels = List.copyOf(labels);
    List<String> problems = new ArrayList<>();
    if (unusualName.isEmpty()) {
      problems.addAll(DefinitionRules.legacyProblems(name, labels));
    }
    problems.addAll(DefinitionRules.problems(name, kind, help, labels));
    problems.addAll(DefinitionRules.bucketProblems(name, kind, buckets, nativeBuckets));
    problems.addAll(DefinitionRules.stateProblems(name, kind, labels));
    if (unusualName.isEmpty()) {
      problems.addAll(DefinitionRules.suffixProblems(name, kind, unit));
    }
    if (!problems.isEmpty()) {
      throw new DefinitionException(problems);
    }
  }

  /** A builder of a counter, whose name ends in {@code _total}. */
  public static Builder counter(String name) {
    return new Builder(name, MetricKind.COUNTER);
  }

  public static Builder gauge(String name) {
    return new Builder(name, MetricKind.GAUGE);
  }

  /** A builder of a histogram; buckets are {@link Buckets#LATENCY_SECONDS} unless given. */
  public static Builder histogram(String name) {
    return new Builder(name, MetricKind.HISTOGRAM).buckets(Buckets.LATENCY_SECONDS);
  }

  /** A builder of a histogram with native buckets only, {@link NativeBuckets#STANDARD}. */
  public static Builder nativeHistogram(String name) {
    return new Builder(name, MetricKind.HISTOGRAM).nativeBuckets(NativeBuckets.STANDARD);
  }

  /**
   * A builder of a state set: of each series, any of the states may be on.
   *
   * <p>A label of the metric's own name carries the state; it comes first and is not given when
   * asking for a series. Source: OpenMetrics 1.0, "StateSet".
   */
  public static Builder stateSet(String name, LabelDomain.Closed states) {
    return new Builder(name, MetricKind.STATE_SET).label(name, states);
  }

  /** A builder of an info metric, whose name ends in {@code _info}. */
  public static Builder info(String name) {
    return new Builder(name, MetricKind.INFO);
  }

  /** A builder of any kind, for definitions that come from elsewhere. */
  public static Builder of(MetricKind kind, String name) {
    return new Builder(name, kind);
  }

  /** The same definition with {@code namespace_} in front of its name. */
  public MetricDefinition inNamespace(String namespace) {
    return new MetricDefinition(
        namespace + "_" + name,
        kind,
        unit,
        help,
        labels.stream().map(label -> inNamespace(namespace, label)).toList(),
        buckets,
        nativeBuckets,
        owner,
        unusualName);
  }

  /**
   * The same definition with labels in front that have one value each; the label of a state set
   * that carries the states stays first.
   *
   * @throws DefinitionException if the definition has a label of such a name
   */
  public MetricDefinition withConstants(Labels constants) {
    if (constants.isEmpty()) {
      return this;
    }
    List<LabelDefinition> all = new ArrayList<>(labels);
    int position = kind == MetricKind.STATE_SET ? 1 : 0;
    for (int i = 0; i < constants.size(); i++) {
      all.add(
          position + i,
          new LabelDefinition(constants.name(i), LabelDomain.closed(constants.value(i))));
    }
    return new MetricDefinition(
        name, kind, unit, help, all, buckets, nativeBuckets, owner, unusualName);
  }

  /* The label that carries the states of a state set has the name of the metric. */
  private LabelDefinition inNamespace(String namespace, LabelDefinition label) {
    return kind == MetricKind.STATE_SET && label.name().equals(name)
        ? new LabelDefinition(namespace + "_" + name, label.domain())
        : label;
  }

  /** The names of the labels, in the order of their definition. */
  public List<String> labelNames() {
    return labels.stream().map(LabelDefinition::name).toList();
  }

  /**
   * The name of the family in OpenMetrics, which has no {@code _total} or {@code _info}.
   *
   * <p>Source: OpenMetrics 1.0, "Suffixes".
   */
  public String familyName() {
    return switch (kind) {
      case COUNTER -> withoutSuffix("_total");
      case INFO -> withoutSuffix("_info");
      case GAUGE, HISTOGRAM, GAUGE_HISTOGRAM, SUMMARY, STATE_SET, UNKNOWN -> name;
    };
  }

  /** The names of all samples that this metric exposes. */
  public Set<String> sampleNames() {
    Set<String> names = new LinkedHashSet<>();
    switch (kind) {
      case COUNTER, GAUGE, INFO, STATE_SET, UNKNOWN -> names.add(name);
      case HISTOGRAM -> names.addAll(List.of(name + "_bucket", name + "_sum", name + "_count"));
      case GAUGE_HISTOGRAM ->
          names.addAll(List.of(name + "_bucket", name + "_gsum", name + "_gcount"));
      case SUMMARY -> names.addAll(List.of(name, name + "_sum", name + "_count"));
    }
    return names;
  }

  /** The most label sets that the labels' domains allow. */
  public long maximumLabelSets() {
    long sets = 1;
    for (LabelDefinition label : labels) {
      long values = label.domain().maximumValues();
      sets = sets > Long.MAX_VALUE / values ? Long.MAX_VALUE : sets * values;
    }
    return sets;
  }

  private String withoutSuffix(String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  /** Collects the parts of a definition. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final MetricKind kind;
    private final List<LabelDefinition> labels = new ArrayList<>();
    private Unit unit = Unit.NONE;
    private String help = "";
    private Optional<Buckets> buckets = Optional.empty();
    private Optional<NativeBuckets> nativeBuckets = Optional.empty();
    private String owner = "";
    private Optional<String> unusualName = Optional.empty();

    private Builder(String name, MetricKind kind) {
      this.name = name;
      this.kind = kind;
    }

    public Builder unit(Unit unit) {
      this.unit = unit;
      return this;
    }

    /** What is measured, one sentence; required. */
    public Builder help(String help) {
      this.help = help;
      return this;
    }

    public Builder label(String name, LabelDomain domain) {
      labels.add(new LabelDefinition(name, domain));
      return this;
    }

    public Builder buckets(Buckets buckets) {
      this.buckets = Optional.of(buckets);
      return this;
    }

    /** Gives a histogram native buckets, beside classic ones if it has them. */
    public Builder nativeBuckets(NativeBuckets nativeBuckets) {
      this.nativeBuckets = Optional.of(nativeBuckets);
      return this;
    }

    /** Who answers questions about the metric. */
    public Builder owner(String owner) {
      this.owner = owner;
      return this;
    }

    /** Lets names break the rules on suffixes and characters, for names that others have fixed. */
    public Builder unusualName(String reason) {
      this.unusualName = Optional.of(reason);
      return this;
    }

    /**
     * The definition.
     *
     * @throws DefinitionException with every reason why the definition is wrong
     */
    public MetricDefinition build() {
      return new MetricDefinition(
          name, kind, unit, help, labels, buckets, nativeBuckets, owner, unusualName);
    }
  }
}
