package lampas.acceptance.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lampas.acceptance.architecture.ModulePicture.Arrow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What docs/architecture.md promises, checked on the compiled classes of every library. */
class ArchitectureTest {
  private static final Path ROOT = Path.of("..");
  private static final Set<String> NOT_LIBRARIES = Set.of("acceptance", "benchmarks", "bom");
  private static final String EXAMPLES = "examples/";
  private static JavaClasses libraries;

  @BeforeAll
  static void readClasses() throws IOException {
    List<Path> folders =
        modules().stream().map(module -> ROOT.resolve(module).resolve("target/classes")).toList();
    libraries = new ClassFileImporter().importPaths(folders);
    assertThat(libraries).isNotEmpty();
  }

  @Test
  void modulesUseExactlyWhatThePictureShows() throws IOException {
    ModulePicture picture = ModulePicture.readFrom(ROOT.resolve("docs/architecture.md"));

    assertThat(arrowsInTheCode()).isEqualTo(new TreeSet<>(texts(picture.arrows())));
  }

  @Test
  void everyModuleIsInThePicture() throws IOException {
    Set<String> drawn =
        ModulePicture.readFrom(ROOT.resolve("docs/architecture.md")).arrows().stream()
            .flatMap(arrow -> Stream.of(arrow.from(), arrow.to()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(drawn).isEqualTo(new TreeSet<>(modules()));
  }

  @Test
  void aClassBelongsToThePackageOfItsModule() throws IOException {
    for (String module : modules()) {
      JavaClasses ofModule =
          new ClassFileImporter().importPath(ROOT.resolve(module).resolve("target/classes"));
      classes()
          .should()
          .resideInAPackage(packageOf(module) + "..")
          .because("folder = artifact = package root")
          .check(ofModule);
    }
  }

  @Test
  void packagesDoNotUseEachOtherInCircles() {
    slices().matching("lampas.(**)").should().beFreeOfCycles().check(libraries);
  }

  /* What is generated from the protos of others has their packages. */
  @Test
  void anExampleKeepsToItsPackageAndHasNoCircles() throws IOException {
    for (String example : examples()) {
      JavaClasses ofExample =
          new ClassFileImporter().importPath(ROOT.resolve(example).resolve("target/classes"));
      classes()
          .that()
          .resideInAPackage("lampas..")
          .should()
          .resideInAPackage(packageOf(example) + "..")
          .because("folder = package root")
          .check(ofExample);
      slices().matching("lampas.(**)").should().beFreeOfCycles().check(ofExample);
    }
  }

  @Test
  void noLibraryUsesAnExample() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage("lampas.examples..")
        .check(libraries);
  }

  @Test
  void theModelUsesOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage("lampas.model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "lampas.model..", "org.jspecify.annotations..")
        .check(libraries);
  }

  @Test
  void aLineThatIsNoArrowIsNotSkipped() throws IOException {
    Path page = Files.createTempFile("picture", ".md");
    try {
      Files.writeString(page, "```mermaid\ngraph LR\n  a --> b\n  c -> d\n```\n");
      assertThatThrownBy(() -> ModulePicture.readFrom(page))
          .hasMessageEndingWith("\"  c -> d\" (expected: a --> b)");
    } finally {
      Files.delete(page);
    }
  }

  private static Set<String> arrowsInTheCode() throws IOException {
    List<String> modules = modules();
    Set<String> arrows = new TreeSet<>();
    for (JavaClass origin : libraries) {
      origin
          .getDirectDependenciesFromSelf()
          .forEach(dependency -> {
            String from = module(modules, origin);
            String to = module(modules, dependency.getTargetClass());
            if (!to.isEmpty() && !from.equals(to)) {
              arrows.add(new Arrow(from, to).toString());
            }
          });
    }
    return arrows;
  }

  /* The longest: lampas.promql.junit belongs to promql-junit, not to promql. */
  private static String module(List<String> modules, JavaClass type) {
    String name = type.getPackageName() + ".";
    return modules.stream()
        .filter(module -> name.startsWith(packageOf(module) + "."))
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  private static String packageOf(String module) {
    return "lampas." + module.replace('-', '.').replace('/', '.');
  }

  private static List<String> texts(Set<Arrow> arrows) {
    return arrows.stream().map(Arrow::toString).toList();
  }

  /** The libraries. */
  private static List<String> modules() throws IOException {
    return allModules().stream().filter(module -> !module.startsWith(EXAMPLES)).toList();
  }

  private static List<String> examples() throws IOException {
    return allModules().stream().filter(module -> module.startsWith(EXAMPLES)).toList();
  }

  private static List<String> allModules() throws IOException {
    String parent = Files.readString(ROOT.resolve("pom.xml"));
    return parent
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("<module>"))
        .map(line -> line.substring("<module>".length(), line.indexOf("</module>")))
        .filter(module -> !NOT_LIBRARIES.contains(module))
        .toList();
  }
}
