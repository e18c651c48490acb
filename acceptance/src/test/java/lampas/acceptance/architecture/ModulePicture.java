package lampas.acceptance.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The arrows between modules in the picture of a Markdown page. */
record ModulePicture(Set<Arrow> arrows) {
  private static final Pattern PICTURE = Pattern.compile("```mermaid\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ARROW = Pattern.compile("^ +([a-z0-9-]+) --> ([a-z0-9-]+)$");

  /** One module uses another. */
  record Arrow(String from, String to) {
    @Override
    public String toString() {
      return from + " --> " + to;
    }
  }

  static ModulePicture readFrom(Path page) throws IOException {
    Matcher picture = PICTURE.matcher(Files.readString(page));
    if (!picture.find()) {
      throw new IllegalStateException(page + ": no mermaid picture");
    }
    Set<Arrow> arrows = new LinkedHashSet<>();
    picture
        .group(1)
        .lines()
        .skip(1)
        .forEach(line -> {
          Matcher arrow = ARROW.matcher(line);
          if (!arrow.matches()) {
            throw new IllegalStateException(page + ": \"" + line + "\" (expected: a --> b)");
          }
          arrows.add(new Arrow(arrow.group(1), arrow.group(2)));
        });
    return new ModulePicture(arrows);
  }
}
