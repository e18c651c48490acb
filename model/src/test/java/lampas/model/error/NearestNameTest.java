package lampas.model.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> NAMES = List.of("scrape_interval", "scrape_timeout", "labels");

  @Test
  void theNameWithTheFewestEditsIsMeant() {
    assertThat(NearestName.of("scrape_intervall", NAMES)).contains("scrape_interval");
    assertThat(NearestName.of("Scrap_Timout", NAMES)).contains("scrape_timeout");
    assertThat(NearestName.of("label", NAMES)).contains("labels");
    assertThat(NearestName.of("lable", NAMES)).as("letters swapped").contains("labels");
  }

  @Test
  void aNameThatIsTooDifferentIsNot() {
    assertThat(NearestName.of("something_else", NAMES)).isEmpty();
    assertThat(NearestName.of("", NAMES)).isEmpty();
    assertThat(NearestName.of("label", List.of())).isEmpty();
  }
}
