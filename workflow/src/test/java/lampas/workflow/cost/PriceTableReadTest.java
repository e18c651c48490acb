package lampas.workflow.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceTableReadTest {
  private static final String DOLLARS = " (expected: a number, 0 to 1000 dollars for 1,000 tokens)";

  @Test
  void everyKeyIsRead() throws Exception {
    PriceTable table =
        read(
            """
            {
              "version": "ours-7",
              "date": "2026-01-31",
              "source": "the contract",
              "note": "for people",
              "entries": [
                {"provider": "acme", "model": "m-", "suffix": "version", "from": "2026-01-01",
                 "input_per_1k": 0.002, "output_per_1k": 1e-2, "cached_input_per_1k": 0.0005,
                 "source": "page 3"},
                {"provider": "acme", "model": "n", "from": "2025-12-01",
                 "input_per_1k": 0, "output_per_1k": 1000}
              ]
            }
            """);

    assertThat(table.version()).isEqualTo("ours-7");
    assertThat(table.date()).isEqualTo(LocalDate.parse("2026-01-31"));
    assertThat(table.source()).isEqualTo("the contract");
    assertThat(table.prices())
        .containsExactly(
            new Price(
                "acme",
                "m-",
                ModelSuffix.VERSION,
                LocalDate.parse("2026-01-01"),
                new BigDecimal("0.002"),
                new BigDecimal("1e-2"),
                Optional.of(new BigDecimal("0.0005"))),
            new Price(
                "acme",
                "n",
                ModelSuffix.ANY,
                LocalDate.parse("2025-12-01"),
                new BigDecimal("0"),
                new BigDecimal("1000"),
                Optional.empty()));
  }

  @Test
  void everyMistakeIsSaidAtOnceWithItsPlace() {
    assertProblems(
        """
        {
          "verzion": "1",
          "date": "31.1.2026",
          "source": 7,
          "entries": [
            {"provider": "acme", "model": "", "from": "2026-02-30", "input_per_1k": -0.1,
             "output_per_1k": "0.01", "cached_input_per_1k": null, "sufix": "any"},
            {"provider": "acme", "model": "m", "from": "2026-01-01", "input_per_1k": 1e400},
            [],
            {"provider": "a", "model": "m", "from": "2026-01-01", "suffix": "prefix",
             "input_per_1k": 1, "output_per_1k": 1, "provider": "b"}
          ],
          "currency": "EUR"
        }
        """,
        "prices.json:1:1: version: missing (expected: a text that tells this table from others)",
        "prices.json:2:3: verzion: unknown key (did you mean version?)",
        "prices.json:3:11: date: \"31.1.2026\" (expected: a day such as 2026-01-31)",
        "prices.json:4:13: source: 7 (expected: where the prices come from)",
        "prices.json:6:35: entries[0].model: \"\" (expected: the beginning of the model's name)",
        "prices.json:6:47: entries[0].from: \"2026-02-30\" (expected: a day such as 2026-01-31)",
        "prices.json:6:77: entries[0].input_per_1k: -0.1" + DOLLARS,
        "prices.json:7:23: entries[0].output_per_1k: \"0.01\"" + DOLLARS,
        "prices.json:7:54: entries[0].cached_input_per_1k: null" + DOLLARS,
        "prices.json:7:60: entries[0].sufix: unknown key (did you mean suffix?)",
        "prices.json:8:5: entries[1].output_per_1k: missing" + DOLLARS,
        "prices.json:8:78: entries[1].input_per_1k: 1E+400" + DOLLARS,
        "prices.json:9:5: entries[2]: an array (expected: an object)",
        "prices.json:10:69: entries[3].suffix: \"prefix\" (expected: any, version, none)",
        "prices.json:11:45: entries[3].provider: comes twice (expected: one value)",
        "prices.json:13:3: currency: unknown key"
            + " (expected: one of version, date, source, note, entries)");
  }

  @Test
  void aPriceThatComesTwiceIsAMistake() {
    assertProblems(
        """
        {"version": "1", "date": "2026-01-31", "source": "s", "entries": [
          {"provider": "a", "model": "m", "from": "2026-01-01", "input_per_1k": 1, "output_per_1k": 1},
          {"provider": "a", "model": "m", "from": "2026-02-01", "input_per_1k": 1, "output_per_1k": 1},
          {"provider": "A", "model": "M", "from": "2026-01-01", "input_per_1k": 2, "output_per_1k": 2}]}
        """,
        "prices.json:4:3: entries[2]: A M from 2026-01-01 comes twice (expected: one price)");
  }

  @Test
  void whatIsNoTableIsSaidWithItsPlace() {
    assertProblems("[]", "prices.json:1:1: table: an array (expected: an object)");
    assertProblems("", "prices.json: empty (expected: a price table)");
    assertProblems(
        "{\"version\": \"1\", \"date\": \"2026-01-31\", \"source\": \"s\", \"entries\": {}}",
        "prices.json:1:66: entries: an object (expected: an array of prices)");
    assertThatThrownBy(() -> read("{\n  \"version\": x}"))
        .isInstanceOf(PriceTableException.class)
        .hasMessageStartingWith("prices.json:2:")
        .hasMessageEndingWith("(expected: JSON)");
    assertThatThrownBy(() -> read("{} {}"))
        .isInstanceOf(PriceTableException.class)
        .hasMessage("prices.json:1:4: more behind the table (expected: its end)");
  }

  @Test
  void aFileIsReadAndOneThatIsNotThereIsSaid(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("ours.json");
    Files.writeString(
        file, "{\"version\": \"1\", \"date\": \"2026-01-31\", \"source\": \"s\", \"entries\": []}");

    assertThat(PriceTable.read(file).prices()).isEmpty();
    assertThatThrownBy(() -> PriceTable.read(folder.resolve("none.json")))
        .isInstanceOfSatisfying(
            WorkflowException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNAVAILABLE))
        .hasMessageEndingWith("none.json: cannot be read (expected: a price table)");
  }

  private static void assertProblems(String json, String... problems) {
    ThrowingCallable reading = () -> read(json);
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            PriceTableException.class,
            e -> {
              assertThat(e.problems()).isEqualTo(List.of(problems));
              assertThat(e.kind()).isEqualTo(ErrorKind.USER);
            });
  }

  private static PriceTable read(String json) throws Exception {
    return PriceTable.read(
        "prices.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
