package lampas.server.api;

import java.util.function.BooleanSupplier;
import lampas.server.build.BuildInfo;
import lampas.server.http.Call;
import lampas.server.http.Reply;

/** What the server is and how it is. */
final class StatusEndpoints {
  private final BuildInfo build;
  private final BooleanSupplier ready;

  StatusEndpoints(BuildInfo build, BooleanSupplier ready) {
    this.build = build;
    this.ready = ready;
  }

  /* All fields that Prometheus has; what has no counterpart here is empty, not made up. */
  Reply buildInfo(Call call) {
    return ApiReply.of(json -> {
      json.writeStartObject();
      json.writeStringProperty("application", "Lampas");
      json.writeStringProperty("version", build.version());
      json.writeStringProperty("revision", build.revision());
      json.writeStringProperty("branch", "");
      json.writeStringProperty("buildUser", "");
      json.writeStringProperty("buildDate", "");
      json.writeStringProperty("goVersion", "");
      json.writeEndObject();
    });
  }

  Reply healthy(Call call) {
    return Reply.text(200, "Lampas is healthy.\n");
  }

  Reply ready(Call call) {
    return ready.getAsBoolean()
        ? Reply.text(200, "Lampas is ready.\n")
        : Reply.text(503, "Lampas is not ready yet.\n");
  }
}
