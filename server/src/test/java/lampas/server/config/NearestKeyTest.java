package lampas.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestKeyTest {
  @Test
  void theKeyWithTheFewestEditsIsMeant() {
    List<String> keys = List.of("scrape_interval", "scrape_timeout", "labels");
    assertThat(NearestKey.find("scrape_intervall", keys)).contains("scrape_interval");
    assertThat(NearestKey.find("scrap_timout", keys)).contains("scrape_timeout");
    assertThat(NearestKey.find("lable", keys)).isEmpty();
    assertThat(NearestKey.find("label", keys)).contains("labels");
    assertThat(NearestKey.find("something_else", keys)).isEmpty();
  }
}
