package lampas.promql.fuzz;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/** Fuzzes for some minutes: {@code dev/fuzz MINUTES [SEED]}. */
final class Fuzz {
  private static final Duration HANG = Duration.ofSeconds(20);
  private static final int MOST_FINDINGS = 50;

  private Fuzz() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    double minutes = Double.parseDouble(arguments[0]);
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    System.out.println("seed " + seed);
    Fuzzer fuzzer = new Fuzzer(seed);
    long end = System.nanoTime() + (long) (minutes * 60e9);
    boolean hangs = false;
    Thread worker =
        Thread.ofPlatform()
            .daemon()
            .name("fuzzer")
            .start(() -> {
              while (System.nanoTime() < end && fuzzer.findings().size() < MOST_FINDINGS) {
                fuzzer.round();
              }
            });
    String waitingFor = "";
    long since = System.nanoTime();
    while (worker.isAlive() && !hangs) {
      worker.join(Duration.ofSeconds(1));
      if (!fuzzer.current().equals(waitingFor)) {
        waitingFor = fuzzer.current();
        since = System.nanoTime();
      }
      hangs = worker.isAlive() && System.nanoTime() - since > HANG.toNanos();
    }
    if (hangs) {
      System.out.println("hangs: " + fuzzer.current());
      Arrays.stream(worker.getStackTrace()).limit(25).forEach(System.out::println);
    }
    fuzzer.findings().forEach(System.out::println);
    System.out.println("seed " + seed + ": " + fuzzer.summary());
    System.exit(hangs || !fuzzer.findings().isEmpty() ? 1 : 0);
  }
}
