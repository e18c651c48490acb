package lampas.workflow.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaggageTest {
  @Test
  void whatIsReadIsWrittenAgain() {
    String header = "user=u%201,tier=gold;ttl=30;internal,empty=,a=b=c";

    Baggage baggage = Baggage.parse(header);
    assertThat(baggage.value("user")).hasValue("u 1");
    assertThat(baggage.value("tier")).hasValue("gold");
    assertThat(baggage.value("empty")).hasValue("");
    assertThat(baggage.value("a")).hasValue("b=c");
    assertThat(baggage.value("none")).isEmpty();
    assertThat(baggage.header()).isEqualTo(header);
  }

  @Test
  void spacesAroundThePartsMeanNothing() {
    assertThat(Baggage.parse(" a\t= 1 ; p = q , b=2 ").header()).isEqualTo("a=1;p=q,b=2");
    assertThat(Baggage.parse("")).isEqualTo(Baggage.EMPTY);
  }

  @Test
  void valuesAreAnyText() {
    String value = "a b,c;d\\e\"f%g=h ä € 😀 \n~!";
    Baggage baggage = Baggage.EMPTY.with("k", value);

    assertThat(baggage.header())
        .isEqualTo("k=a%20b%2Cc%3Bd%5Ce%22f%25g=h%20%C3%A4%20%E2%82%AC%20%F0%9F%98%80%20%0A~!");
    assertThat(Baggage.parse(baggage.header())).isEqualTo(baggage);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "novalue",
        "=v",
        "sp ace=v",
        "k=a b",
        "k=a\"b",
        "k=a\\b",
        "k=%",
        "k=%4",
        "k=%zz",
        "k=ä",
        "k=v;pä",
        "k(=v"
      })
  void whatIsInvalidIsLeftOutAndTheRestStays(String member) {
    assertThat(Baggage.parse("a=1," + member + ",b=2").header()).isEqualTo("a=1,b=2");
  }

  @Test
  void bytesThatAreNoTextBecomeReplacementCharacters() {
    assertThat(Baggage.parse("k=%ff").value("k")).hasValue("\uFFFD");
  }

  @Test
  void theLaterOfTwoWithOneNameCounts() {
    assertThat(Baggage.parse("a=1,b=2,a=3").header()).isEqualTo("a=3,b=2");
  }

  @Test
  void thereAreAtMostSixtyFour() {
    String most = members(64);
    Baggage full = Baggage.parse(most + ",one=more");

    assertThat(full.header()).isEqualTo(most);
    assertThatThrownBy(() -> full.with("one", "more"))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("baggage: 65 entries (expected: at most 64)")
        .extracting(thrown -> ((WorkflowException) thrown).kind())
        .isEqualTo(ErrorKind.LIMIT);
    assertThat(full.with("k0", "other").entries()).hasSize(64);
  }

  @Test
  void thereAreAtMostEightKibibytes() {
    String value = "v".repeat(4_000);

    assertThat(Baggage.parse("a=" + value + ",b=" + value + ",c=" + value).entries())
        .containsOnlyKeys("a", "b");
    assertThat(Baggage.parse("a=" + "v".repeat(8_190)).entries()).hasSize(1);
    assertThat(Baggage.parse("a=" + "v".repeat(8_191)).entries()).isEmpty();
    assertThatThrownBy(() -> Baggage.EMPTY.with("a", "v".repeat(8_191)))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("baggage: 8193 bytes as a header (expected: at most 8192)");
  }

  @Test
  void namesAreTokens() {
    assertThatThrownBy(() -> Baggage.EMPTY.with("a b", "v"))
        .isInstanceOf(WorkflowException.class)
        .hasMessage("baggage name: \"a b\" (expected: letters, digits and !#$%&'*+-.^_`|~)");
    assertThatThrownBy(() -> new Baggage.Entry("v", "a,b")).isInstanceOf(WorkflowException.class);
  }

  private static String members(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
  }
}
