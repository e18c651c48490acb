package lampas.metrics.grpc.matrix;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Prints the matrix of a server's calls; exit status 1 if a row is wrong. */
final class Matrix {
  private Matrix() {}

  public static void main(String[] arguments) throws Exception {
    /* Handlers that throw are the point; what gRPC logs about them is not. */
    Logger.getLogger("").setLevel(Level.OFF);
    System.out.println(Row.heading());
    List<Row> rows = ServerMatrix.run(ServerMatrix.Mode.GUARDED);
    rows.forEach(row -> System.out.println(row.text()));
    long right = rows.stream().filter(Row::isRight).count();
    System.out.println(right + " of " + rows.size());
    System.exit(right == rows.size() ? 0 : 1);
  }
}
