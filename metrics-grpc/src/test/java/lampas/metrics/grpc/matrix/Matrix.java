package lampas.metrics.grpc.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Prints the matrix of a server's calls, or a client's; exit status 1 if a row is wrong. */
final class Matrix {
  private Matrix() {}

  public static void main(String[] arguments) throws Exception {
    /* Handlers that throw are the point; what is logged about them is not. */
    Logger.getLogger("").setLevel(Level.OFF);
    for (Peer peer : Peer.values()) {
      if (arguments.length == 1 && arguments[0].equals(peer.option())) {
        print(PeerMatrix.run(peer));
        System.exit(0);
      }
    }
    List<String> options = new ArrayList<>(List.of(arguments));
    boolean table = options.remove("--table");
    List<Row> rows =
        switch (String.join(" ", options)) {
          case "" -> ServerMatrix.run(ServerMatrix.Mode.GUARDED);
          case "--measured-only" -> ServerMatrix.run(ServerMatrix.Mode.MEASURED_ONLY);
          case "--client" -> ClientMatrix.run();
          default -> List.of();
        };
    if (rows.isEmpty()) {
      System.err.println(
          "usage: dev/grpc-matrix [--measured-only | --client] [--table], or one of "
              + Arrays.stream(Peer.values()).map(Peer::option).toList());
      System.exit(2);
    }
    if (table) {
      System.out.print(Table.of(rows));
    } else {
      System.out.println(Row.heading());
      rows.forEach(row -> System.out.println(row.text()));
    }
    long right = rows.stream().filter(Row::isRight).count();
    System.out.println(right + " of " + rows.size());
    System.exit(right == rows.size() ? 0 : 1);
  }

  private static void print(List<PeerMatrix.Row> rows) {
    rows.forEach(row -> System.out.println(row.text()));
    System.out.printf(
        "%d of %d, counted in some way: %d%n",
        rows.stream().filter(PeerMatrix.Row::isRight).count(),
        rows.size(),
        rows.stream().filter(row -> !row.counted().isEmpty()).count());
  }
}
