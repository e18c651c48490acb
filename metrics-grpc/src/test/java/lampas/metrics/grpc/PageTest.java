package lampas.metrics.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import lampas.metrics.Registry;
import lampas.metrics.grpc.dialect.Dialect;
import lampas.metrics.grpc.wire.Call;
import lampas.metrics.grpc.wire.Methods;
import lampas.metrics.grpc.wire.Page;
import lampas.metrics.grpc.wire.Service;
import lampas.model.catalogue.MetricDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page docs/grpc.md: its sample is compiled and run, its names are those of the code. */
class PageTest {
  private static final Path PAGE = Path.of("../docs/grpc.md");

  @Test
  void theSampleMeasuresBothSides() throws Exception {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ServerServiceDefinition orders = Service.ECHO.definition();
    // Page begins
    Registry registry = Registry.create();
    GrpcServerMetrics metrics =
        GrpcServerMetrics.create(
            registry, GrpcServerOptions.DEFAULT.withSlowCallThreshold(Duration.ofMillis(100)));
    ServerBuilder<?> builder = NettyServerBuilder.forAddress(address).addService(orders);
    metrics.installOn(builder);
    Server server = builder.build().start();
    metrics.expect(server.getServices());

    ManagedChannelBuilder<?> toOrders =
        ManagedChannelBuilder.forAddress("localhost", server.getPort()).usePlaintext();
    GrpcClientMetrics.install(toOrders, registry);
    ManagedChannel channel = toOrders.build();
    // Page ends
    try {
      assertThat(Call.make(channel, Methods.PLACE, "an order")).isEqualTo(Status.OK);
    } finally {
      channel.shutdown().awaitTermination(10, TimeUnit.SECONDS);
      server.shutdown().awaitTermination(10, TimeUnit.SECONDS);
    }

    Page page = Page.of(registry);
    for (String side : List.of("server", "client")) {
      assertThat(page.nonZero("grpc_" + side + "_request_total"))
          .containsExactly("{code=\"OK\", method=\"/shop.Orders/Place\"} 1.0");
    }
    assertThat(page.samples("grpc_server_panic_total")).hasSize(4);
  }

  @Test
  void thePageShowsThisVeryCode() throws Exception {
    String source = Files.readString(Path.of("src/test/java/lampas/metrics/grpc/PageTest.java"));
    String begin = "    // Page begins\n";
    String sample =
        source.substring(
            source.indexOf(begin) + begin.length(), source.indexOf("    // Page ends\n"));

    assertThat(Files.readString(PAGE))
        .contains("```java\n" + sample.stripTrailing().stripIndent() + "\n```");
  }

  @ParameterizedTest
  @EnumSource
  void thePageHasEveryNameWithItsLabels(Dialect dialect) throws IOException {
    Registry registry = Registry.create();
    GrpcServerMetrics.create(
        registry, GrpcServerOptions.DEFAULT.withDialect(dialect).withConnectionLimit(1));
    GrpcClientMetrics.create(registry, GrpcClientOptions.DEFAULT.withDialect(dialect));

    List<String> rows =
        registry.catalogue().definitions().stream()
            .filter(definition -> definition.name().startsWith("grpc_"))
            .map(PageTest::row)
            .toList();
    List<String> page = Files.readAllLines(PAGE);
    assertThat(rows).hasSizeGreaterThan(20);
    /* What both sides have stands there once. */
    assertThat(rows.stream().filter(row -> !page.contains(row)))
        .allSatisfy(
            row -> assertThat(page).contains(row.replace("| `grpc_client_", "| `grpc_server_")));
  }

  private static String row(MetricDefinition definition) {
    String labels =
        definition.labelNames().stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return "| `%s` | %s | %s | %s |"
        .formatted(
            definition.name(),
            definition.kind().name().toLowerCase(Locale.ROOT),
            labels,
            definition.help());
  }
}
