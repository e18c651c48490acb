package lampas.server.api;

import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import lampas.model.series.SeriesReader;
import lampas.promql.engine.Engine;
import lampas.server.build.BuildInfo;
import lampas.server.exemplar.ExemplarStore;
import lampas.server.scrape.TargetStatus;

/**
 * What the API answers from.
 *
 * @param series where series are read from
 * @param exemplars the newest exemplars
 * @param engine what evaluates queries
 * @param gate how many queries may run and wait
 * @param targets the scraped targets as of now
 * @param ready whether the server is ready to answer queries
 * @param build what the server is
 * @param clock tells the time of queries that name none
 */
public record ApiSources(
    SeriesReader series,
    ExemplarStore exemplars,
    Engine engine,
    QueryGate gate,
    Supplier<List<TargetStatus>> targets,
    BooleanSupplier ready,
    BuildInfo build,
    Clock clock) {}
