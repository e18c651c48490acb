package lampas.server.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import lampas.model.error.ErrorKind;
import lampas.promql.reference.Entry;
import lampas.promql.reference.Reference;
import lampas.promql.reference.Section;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the reference of PromQL, or one of its entries. */
@Command(
    name = "functions",
    mixinStandardHelpOptions = true,
    description = "Lists the functions and operators of PromQL, or shows one with an example.")
final class FunctionsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A function or operator, such as rate, topk or atan2. Default: all.")
  private @Nullable String name;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (name == null) {
      list(out);
    } else {
      show(find(name), out);
    }
    out.flush();
    return ExitCode.OK.code();
  }

  private static Entry find(String name) {
    return Reference.find(name)
        .orElseThrow(() ->
            new CommandException(
                ErrorKind.USER,
                "function: %s (expected: %s)"
                    .formatted(
                        name,
                        Reference.nearest(name)
                            .map(nearest -> "for example " + nearest)
                            .orElse("one that lampas functions lists"))));
  }

  private static void list(PrintWriter out) {
    for (Section section : Section.values()) {
      out.println(section.title());
      Reference.all().stream()
          .filter(entry -> entry.section() == section)
          .forEach(entry -> out.println("  %-28s %s".formatted(entry.name(), text(entry))));
    }
  }

  private static void show(Entry entry, PrintWriter out) {
    out.println(entry.signature());
    out.println(text(entry));
    out.println();
    out.print(entry.example());
  }

  private static String text(Entry entry) {
    return entry.text() + (entry.experimental() ? " Experimental." : "");
  }
}
