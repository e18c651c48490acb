package lampas.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sample of a page of docs/, which is part of a test. */
public final class DocumentSample {
  private static final String BEGIN = "// sample begins\n";
  private static final String END = "// sample ends\n";

  private DocumentSample() {}

  /** Fails unless the page shows the very code between the marks of a test's source. */
  public static void assertShown(Class<?> test, String page) throws IOException {
    String path = "src/test/java/" + test.getName().replace('.', '/') + ".java";
    String source = Files.readString(Path.of(path));
    String sample = source.substring(source.indexOf(BEGIN) + BEGIN.length(), source.indexOf(END));
    String code = sample.stripTrailing().stripIndent();
    assertThat(Files.readString(Path.of("../docs", page))).contains("```java\n" + code + "\n```");
  }
}
