package lampas.client.template;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import lampas.promql.Dialect;

/**
 * How something is asked: a PromQL template, and what may be filled into it.
 *
 * <p>Labels to filter and to group by are denied unless they are listed; an empty list denies all.
 * Immutable.
 */
public final class MetricPreset {
  /** {@code {window}} unless a preset or a request says something else. */
  public static final Duration DEFAULT_WINDOW = Duration.ofMinutes(5);

  private final String name;
  private final int version;
  private final String description;
  private final String unit;
  private final QueryTemplate template;
  private final List<String> filterLabels;
  private final List<String> groupLabels;
  private final List<String> requiredLabels;
  private final List<TemplateParameter> parameters;
  private final PresetDefaults defaults;
  private final PresetLimits limits;
  private final NameSyntax names;
  private final Dialect dialect;

  private MetricPreset(Builder builder, QueryTemplate template) {
    this.name = builder.name;
    this.version = builder.version;
    this.description = builder.description;
    this.unit = builder.unit;
    this.template = template;
    this.filterLabels = List.copyOf(builder.filterLabels);
    this.groupLabels = List.copyOf(builder.groupLabels);
    this.requiredLabels = List.copyOf(builder.requiredLabels);
    this.parameters = List.copyOf(builder.parameters);
    this.defaults = builder.defaults;
    this.limits = builder.limits;
    this.names = builder.names;
    this.dialect = builder.dialect;
  }

  /**
   * Begins a preset.
   *
   * @param name lower-case letters, digits, {@code _ . -}, a letter first
   * @param template in the notation of {@link QueryTemplate}
   */
  public static Builder builder(String name, String template) {
    return new Builder(name, template);
  }

  public String name() {
    return name;
  }

  /** Which version of the preset of this name it is, from 1. */
  public int version() {
    return version;
  }

  /** What it answers, for people; may be empty. */
  public String description() {
    return description;
  }

  /** The unit of the values of the answer, such as {@code requests/s}; may be empty. */
  public String unit() {
    return unit;
  }

  public QueryTemplate template() {
    return template;
  }

  /** The labels that may be filtered by. */
  public List<String> filterLabels() {
    return filterLabels;
  }

  /** The labels that may be grouped by. */
  public List<String> groupLabels() {
    return groupLabels;
  }

  /** The labels that {@link TenantLabels} have to give; without them the preset does not run. */
  public List<String> requiredLabels() {
    return requiredLabels;
  }

  /** The placeholders that it declares. */
  public List<TemplateParameter> parameters() {
    return parameters;
  }

  public PresetDefaults defaults() {
    return defaults;
  }

  public PresetLimits limits() {
    return limits;
  }

  /** Which names it takes. */
  public NameSyntax names() {
    return names;
  }

  /** The language of its template and of the query. */
  public Dialect dialect() {
    return dialect;
  }

  /** For example {@code request_rate@1}. */
  @Override
  public String toString() {
    return name + "@" + version;
  }

  /** The parameter that declares a placeholder; empty for what every preset has. */
  Optional<TemplateParameter> parameter(String placeholder) {
    return parameters.stream().filter(one -> one.name().equals(placeholder)).findFirst();
  }

  /** Collects the parts of a preset. Not thread-safe. */
  public static final class Builder {
    private final String name;
    private final String template;
    private int version = 1;
    private String description = "";
    private String unit = "";
    private List<String> filterLabels = List.of();
    private List<String> groupLabels = List.of();
    private List<String> requiredLabels = List.of();
    private List<TemplateParameter> parameters = List.of();
    private PresetDefaults defaults = PresetDefaults.none();
    private PresetLimits limits = PresetLimits.defaults();
    private NameSyntax names = NameSyntax.LEGACY;
    private Dialect dialect = Dialect.PROMETHEUS_3;

    private Builder(String name, String template) {
      this.name = name;
      this.template = template;
    }

    /** Default 1. */
    public Builder version(int number) {
      version = number;
      return this;
    }

    /** Default empty. */
    public Builder description(String text) {
      description = text;
      return this;
    }

    /** Default empty. */
    public Builder unit(String text) {
      unit = text;
      return this;
    }

    /** The labels that may be filtered by; default none. */
    public Builder filterLabels(String... allowed) {
      return filterLabels(List.of(allowed));
    }

    /** The labels that may be filtered by; default none. */
    public Builder filterLabels(Collection<String> allowed) {
      filterLabels = List.copyOf(allowed);
      return this;
    }

    /** The labels that may be grouped by; default none. */
    public Builder groupLabels(String... allowed) {
      return groupLabels(List.of(allowed));
    }

    /** The labels that may be grouped by; default none. */
    public Builder groupLabels(Collection<String> allowed) {
      groupLabels = List.copyOf(allowed);
      return this;
    }

    /** The labels without which, as {@link TenantLabels}, the preset does not run. */
    public Builder requiredLabels(Collection<String> required) {
      requiredLabels = List.copyOf(required);
      return this;
    }

    /** Further placeholders. */
    public Builder parameters(TemplateParameter... declared) {
      return parameters(List.of(declared));
    }

    /** Further placeholders. */
    public Builder parameters(Collection<TemplateParameter> declared) {
      parameters = List.copyOf(declared);
      return this;
    }

    /** What placeholders become if nobody says; default nothing, and 5 minutes of window. */
    public Builder defaults(PresetDefaults given) {
      defaults = given;
      return this;
    }

    public Builder limits(PresetLimits given) {
      limits = given;
      return this;
    }

    /** Default {@link NameSyntax#LEGACY}. */
    public Builder names(NameSyntax allowed) {
      names = allowed;
      return this;
    }

    /** Default Prometheus 3. */
    public Builder dialect(Dialect spoken) {
      dialect = spoken;
      return this;
    }

    /**
     * The preset.
     *
     * @throws TemplateException with everything that is wrong with it
     */
    public MetricPreset build() {
      List<String> problems = new ArrayList<>();
      PresetCheck check = new PresetCheck(names, problems);
      check.name(name, version);
      check.dialect(names, dialect);
      check.labels("filter_labels", filterLabels);
      check.labels("group_labels", groupLabels);
      check.labels("required_labels", requiredLabels);
      check.parameters(parameters);
      Optional<QueryTemplate> parsed = check.template(template, parameters, dialect);
      check.defaults(defaults, limits);
      TemplateException.throwIfAny(problems);
      return new MetricPreset(this, parsed.orElseThrow());
    }
  }
}
