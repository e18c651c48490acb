package lampas.workflow.cost;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;
import org.jspecify.annotations.Nullable;

/**
 * Prices of language models, as data: dated, with a version and a source.
 *
 * <p>Of the prices of a model that hold on a day, the one with the longest name counts, and of
 * those the latest. Immutable.
 */
public final class PriceTable {
  private static final String BUILT_IN = "prices.json";
  private static final Comparator<Price> BEST_FIRST =
      Comparator.<Price>comparingInt(price -> -price.model().length())
          .thenComparing(Price::from, Comparator.reverseOrder());

  private final String version;
  private final LocalDate date;
  private final String source;
  private final List<Price> prices;
  private final @Nullable PriceTable under;

  private PriceTable(
      String version,
      LocalDate date,
      String source,
      List<Price> prices,
      @Nullable PriceTable under) {
    this.version = version;
    this.date = date;
    this.source = source;
    this.prices = prices;
    this.under = under;
  }

  /**
   * A table of these prices.
   *
   * @param version what the table is called where it was used
   * @param date the day on which the prices were looked up
   * @param source where
   */
  public static PriceTable of(String version, LocalDate date, String source, List<Price> prices) {
    return new PriceTable(version, date, source, prices.stream().sorted(BEST_FIRST).toList(), null);
  }

  /**
   * List prices of some well-known models, as they were on {@link #date()}. Prices change, and
   * yours may be others: put your own {@link #over} them.
   */
  public static PriceTable builtIn() {
    try (InputStream in = PriceTable.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new WorkflowException(ErrorKind.INTERNAL, BUILT_IN + ": not in this jar");
      }
      return read(BUILT_IN, in);
    } catch (IOException e) {
      throw new UncheckedIOException(BUILT_IN, e);
    }
  }

  /**
   * The table of a file.
   *
   * @throws PriceTableException if it is wrong; names every reason
   * @throws WorkflowException UNAVAILABLE if it cannot be read
   */
  public static PriceTable read(Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return read(file.toString(), in);
    } catch (IOException e) {
      throw new WorkflowException(
          ErrorKind.UNAVAILABLE, file + ": cannot be read (expected: a price table)", e);
    }
  }

  /**
   * The table of a stream, which stays open.
   *
   * @param name what messages call it
   * @throws PriceTableException if it is wrong; names every reason
   * @throws IOException if the stream throws it
   */
  public static PriceTable read(String name, InputStream in) throws IOException {
    return new PriceTableReader(name).read(in);
  }

  /** This table, and where it says nothing of a model on a day, the other one. */
  public PriceTable over(PriceTable other) {
    return new PriceTable(version, date, source, prices, under == null ? other : under.over(other));
  }

  /** What the table is called where it was used. */
  public String version() {
    return version;
  }

  /** The day on which the prices were looked up. */
  public LocalDate date() {
    return date;
  }

  /** Where the prices were looked up. */
  public String source() {
    return source;
  }

  /** All prices, those of tables under this one behind its own. */
  public List<Price> prices() {
    return layers().stream().flatMap(table -> table.prices.stream()).toList();
  }

  /** The price of a model at a time; empty if there is none, and never one of another model. */
  public Optional<Price> price(String provider, String model, Instant at) {
    for (PriceTable table = this; table != null; table = table.under) {
      for (Price price : table.prices) {
        if (price.isOf(provider, model)
            && !at.isBefore(price.from().atStartOfDay(ZoneOffset.UTC).toInstant())) {
          return Optional.of(price);
        }
      }
    }
    return Optional.empty();
  }

  /** This table and those under it, the first to be asked first. */
  List<PriceTable> layers() {
    List<PriceTable> layers = new ArrayList<>();
    for (PriceTable table = this; table != null; table = table.under) {
      layers.add(table);
    }
    return layers;
  }

  @Override
  public String toString() {
    return "price table " + version + " of " + date;
  }
}
