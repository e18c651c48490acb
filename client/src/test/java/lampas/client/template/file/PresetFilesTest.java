package lampas.client.template.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lampas.client.HostileTexts;
import lampas.client.template.LabelFilter;
import lampas.client.template.MetricPreset;
import lampas.client.template.MetricQuerier;
import lampas.client.template.NameSyntax;
import lampas.client.template.PresetDefaults;
import lampas.client.template.PresetLimits;
import lampas.client.template.PresetRequest;
import lampas.client.template.TemplateException;
import lampas.client.template.TemplateParameter;
import lampas.promql.Dialect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetFilesTest {
  @TempDir private Path folder;

  private static List<MetricPreset> parse(String yaml) {
    return PresetFiles.parse("presets.yml", yaml);
  }

  @Test
  void everyKeyHasItsPlace() {
    MetricPreset preset =
        parse(
                """
                version: 1
                presets:
                  - name: slow
                    version: 7
                    description: How slow it is.
                    unit: s
                    template: >-
                      quantile_over_time({q},
                      {metric_name}{{{labels},job={job}}}[{window}])
                    filter_labels: [endpoint, "a.b"]
                    group_labels: [job]
                    required_labels: [tenant]
                    names: utf8
                    dialect: prometheus-3
                    parameters:
                      q: {type: number, default: 0.5, minimum: 0, maximum: 1}
                      job: {type: text, values: [api, web]}
                    defaults:
                      metric_name: latency
                      labels: [endpoint!=/health]
                      group_by: [job]
                      window: 10m
                    limits: {range: 1d, step: 5s, points: 500, window: 1h}
                """)
            .getFirst();

    assertThat(preset).hasToString("slow@7");
    assertThat(preset.description()).isEqualTo("How slow it is.");
    assertThat(preset.unit()).isEqualTo("s");
    assertThat(preset.filterLabels()).containsExactly("endpoint", "a.b");
    assertThat(preset.groupLabels()).containsExactly("job");
    assertThat(preset.requiredLabels()).containsExactly("tenant");
    assertThat(preset.names()).isEqualTo(NameSyntax.UTF8);
    assertThat(preset.dialect()).isEqualTo(Dialect.PROMETHEUS_3);
    assertThat(preset.parameters())
        .containsExactly(
            TemplateParameter.number("q").withDefault("0.5").between(0, 1),
            TemplateParameter.text("job").oneOf("api", "web"));
    assertThat(preset.defaults())
        .isEqualTo(
            new PresetDefaults(
                Optional.of("latency"),
                List.of(new LabelFilter.IsNot("endpoint", "/health")),
                List.of("job"),
                Duration.ofMinutes(10)));
    assertThat(preset.limits())
        .isEqualTo(
            new PresetLimits(Duration.ofDays(1), Duration.ofSeconds(5), 500, Duration.ofHours(1)));
  }

  @Test
  void whatIsNotSaidIsTheDefault() {
    MetricPreset preset =
        parse("{version: 1, presets: [{name: a, template: up, unit: null}]}").getFirst();

    assertThat(preset).hasToString("a@1");
    assertThat(preset.description() + preset.unit()).isEmpty();
    assertThat(preset.filterLabels()).isEmpty();
    assertThat(preset.groupLabels()).isEmpty();
    assertThat(preset.defaults()).isEqualTo(PresetDefaults.none());
    assertThat(preset.limits()).isEqualTo(PresetLimits.defaults());
    assertThat(preset.names()).isEqualTo(NameSyntax.LEGACY);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnceWithItsPlace() {
    assertThatThrownBy(() ->
            parse(
                """
                version: 2
                prests: []
                presets:
                  - name: a
                    template: "rate({metric_name}[{windw}])"
                    filter_label: [x]
                    group_labels: x
                    names: utf9
                    parameters:
                      q: {type: numbr, defalt: 1}
                      r: {minimum: z}
                    limits: {range: -5m, points: 0, stepp: 1s}
                    defaults: {labels: [abc, "a=~("], window: 1h1h, group_by: ["a b"]}
                  - template: up
                    version: one
                    filter_labels: [a, a, [b]]
                  - name: b
                    template: {metric_name}
                  - name: c
                    template: !!java.lang.Object up
                  - name: d
                    template: up
                  - name: d
                    template: up
                    version: 1
                    version: 1
                """))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            """
            presets.yml:1:10: version: 2 (expected: 1)
            presets.yml:2:1: prests: unknown key (did you mean presets?)
            presets.yml:5:15: presets[0].template: 1:20: {windw}: unknown placeholder (did you mean {window}?)
            presets.yml:6:5: presets[0].filter_label: unknown key (did you mean filter_labels?)
            presets.yml:7:19: presets[0].group_labels: "x" (expected: a list)
            presets.yml:8:12: presets[0].names: "utf9" (expected: legacy or utf8)
            presets.yml:10:17: presets[0].parameters.q.type: "numbr" (expected: metric, duration, number or text)
            presets.yml:10:24: presets[0].parameters.q.defalt: unknown key (did you mean default?)
            presets.yml:11:10: presets[0].parameters.r.type: none (expected: metric, duration, number or text)
            presets.yml:11:20: presets[0].parameters.r.minimum: "z" (expected: a number)
            presets.yml:12:21: presets[0].limits.range: "-5m" (expected: a duration such as 5m, > 0)
            presets.yml:12:34: presets[0].limits.points: 0 (expected: at least 1)
            presets.yml:12:37: presets[0].limits.stepp: unknown key (did you mean step?)
            presets.yml:13:15: presets[0].defaults: label a: "(": error parsing regexp: missing closing ): `(` (expected: an RE2 expression)
            presets.yml:13:15: presets[0].defaults: group label "a b": not a name (expected: letters, digits and _, not a digit first)
            presets.yml:13:24: presets[0].defaults.labels: label filter: "abc" (expected: label=value, label!=value, label=~regex or label!~regex)
            presets.yml:13:47: presets[0].defaults.window: "1h1h" (expected: a duration such as 5m, > 0)
            presets.yml:14:5: presets[1].name: none (expected: a name such as request_rate)
            presets.yml:15:14: presets[1].version: "one" (expected: a whole number)
            presets.yml:16:20: presets[1].filter_labels: label "a": comes twice (expected: once)
            presets.yml:16:27: presets[1].filter_labels[2]: a list (expected: a text, in quotes if need be)
            presets.yml:18:15: presets[2].template: keys and values (expected: a text, in quotes if need be)
            presets.yml:20:15: presets[3].template: tag tag:yaml.org,2002:java.lang.Object (expected: a text, in quotes if need be)
            presets.yml:23:11: presets[5].name: d@1 comes twice (expected: a name or version of its own)
            presets.yml:26:5: presets[5].version: comes twice (expected: once)\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                          | presets.yml:1:1: empty (expected: version: 1 and presets)
          a: [                        | presets.yml:1:5: not YAML: expected the node content, but found '<stream end>'
          version: 1                  | presets.yml:1:1: presets: none (expected: a list of presets)
          {version: 1, presets: 5}    | presets.yml:1:23: presets: "5" (expected: a list)
          {presets: []}               | presets.yml:1:1: version: none (expected: 1)
          a: *nope                    | presets.yml:1:4: not YAML: found undefined alias nope
          """)
  void whatIsNoPresetFileIsSaidToBeNone(String yaml, String problem) {
    assertThatThrownBy(() -> parse(yaml)).hasMessage(problem);
  }

  @Test
  void sizeDepthAliasesAndListsAreLimited() {
    String aliases = "version: 1\npresets: &p []\nx: [" + "*p, ".repeat(51) + "]";
    String many = "version: 1\npresets: [" + "x, ".repeat(1001) + "]";

    assertThatThrownBy(() -> parse("[".repeat(100_000)))
        .hasMessage("presets.yml:1:21: nested deeper than expected (expected: 20)");
    assertThatThrownBy(() -> parse(aliases))
        .hasMessage("presets.yml:3:205: more aliases than expected (expected: 50)");
    assertThatThrownBy(() -> parse("#".repeat((1 << 20) + 1)))
        .hasMessage("presets.yml:1:1: 1048577 characters (expected: at most 1048576)");
    assertThatThrownBy(() -> parse(many))
        .hasMessage("presets.yml:2:10: presets: 1001 items (expected: at most 1000)");
    assertThatThrownBy(() -> parse("version: 1\npresets: &p\n- *p"))
        .isInstanceOf(TemplateException.class);
  }

  @Test
  void aFileIsReadFromTheDisk() throws IOException {
    Path file = folder.resolve("own.yml");
    Files.writeString(file, "version: 1\npresets:\n- name: a\n  template: up{\n");
    Path binary = folder.resolve("binary.yml");
    Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0x41});
    Path large = folder.resolve("large.yml");
    Files.write(large, "#".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> PresetFiles.read(file))
        .hasMessage(
            file
                + ":4:13: presets[0].template: 1:3: { (expected: a placeholder such as"
                + " {metric_name}, or {{ for a brace)");
    assertThatThrownBy(() -> PresetFiles.read(folder.resolve("none.yml")))
        .hasMessageEndingWith("none.yml: no such file (expected: a YAML file)");
    assertThatThrownBy(() -> PresetFiles.read(binary))
        .hasMessageEndingWith("binary.yml: not UTF-8 (expected: a YAML file)");
    assertThatThrownBy(() -> PresetFiles.read(large))
        .hasMessageEndingWith("large.yml: 1048577 bytes (expected: at most 1048576)");
    assertThatThrownBy(() -> PresetFiles.read(folder))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("cannot be read (expected: a YAML file)");
  }

  /* What a file says is its author's; but nothing of it may break the reader. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "version: %s",
        "version: 1\npresets: %s",
        "version: 1\npresets:\n- name: %s\n  template: up",
        "version: 1\npresets:\n- name: a\n  template: %s",
        "version: 1\npresets:\n- name: a\n  template: \"%s\"",
        "version: 1\npresets:\n- name: a\n  template: |\n    %s",
        "version: 1\npresets:\n- name: a\n  template: up\n  %s: x",
        "version: 1\npresets:\n- name: a\n  template: up\n  filter_labels: [%s]",
        "version: 1\npresets:\n- name: a\n  template: up\n  group_labels: ['%s']",
        "version: 1\npresets:\n- {name: a, template: up, defaults: {window: %s}}",
        "version: 1\npresets:\n- {name: a, template: up, defaults: {labels: ['a=%s']}}",
        "version: 1\npresets:\n- {name: a, template: up, parameters: {%s: {type: text}}}",
        "version: 1\npresets:\n- {name: a, template: up, limits: {range: %s, points: %s}}"
      })
  void aHostileTextInAFileGivesPresetsOrProblems(String file) {
    int refused = 0;
    for (String hostile : HostileTexts.all()) {
      try {
        parse(file.replace("%s", hostile))
            .forEach(preset -> PresetRequest.of(preset, MetricQuerier.any()).validate());
      } catch (TemplateException problems) {
        refused++;
        assertThat(problems.problems()).isNotEmpty();
      }
    }
    assertThat(refused).isGreaterThan(30);
  }
}
