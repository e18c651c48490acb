package lampas.metrics.web;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A web configuration file that has been read.
 *
 * @param files what was read for it, so that changes are seen
 * @param problems everything that is wrong with it
 * @param settings what it says if nothing is wrong
 */
record WebFile(ReadFiles files, List<String> problems, Optional<WebSettings> settings) {
  private static final System.Logger LOG = System.getLogger(WebFile.class.getName());

  static WebFile read(Path file) {
    ReadFiles files = new ReadFiles();
    Problems problems = new Problems(file.toString());
    try {
      Optional<Node> root = compose(files.readUtf8(file), problems);
      if (problems.isEmpty()) {
        WebSettings settings =
            settings(YamlMapping.of(problems, "", root), new FolderFiles(file, files));
        if (problems.isEmpty()) {
          return new WebFile(files, List.of(), Optional.of(settings));
        }
      }
    } catch (NoSuchFileException missing) {
      problems.add(Optional.empty(), "no such file (expected: a YAML file)");
    } catch (IOException unreadable) {
      problems.add(
          Optional.empty(), "cannot be read (expected: a YAML file): " + unreadable.getMessage());
    }
    return new WebFile(files, problems.list(), Optional.empty());
  }

  private static Optional<Node> compose(String yaml, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setUseMarks(true).build();
    try {
      return new Compose(settings).composeString(yaml);
    } catch (MarkedYamlEngineException malformed) {
      problems.add(malformed.getProblemMark(), "not YAML: " + malformed.getProblem());
    } catch (YamlEngineException malformed) {
      problems.add(Optional.empty(), "not YAML: " + malformed.getMessage());
    }
    return Optional.empty();
  }

  private static WebSettings settings(YamlMapping root, FolderFiles files) {
    Optional<TlsState> tls = new TlsReader(root.mapping("tls_server_config"), files).read();
    YamlMapping http = root.mapping("http_server_config");
    if (http.flag("http2", false)) {
      /* Clients settle the version with the server, so nothing breaks without it. */
      LOG.log(
          System.Logger.Level.INFO,
          "web configuration: http2 is not there, connections speak HTTP/1.1");
    }
    Map<String, String> headers = ResponseHeaders.read(http.mapping("headers"));
    http.finish();
    Map<String, String> users = users(root.mapping("basic_auth_users"));
    root.unsupported("rate_limit", "the exporter limits scrapes in flight, see ExporterOptions");
    root.finish();
    return new WebSettings(tls, headers, users);
  }

  private static Map<String, String> users(YamlMapping mapping) {
    Map<String, String> users = new LinkedHashMap<>();
    for (String user : mapping.keys()) {
      String hash = mapping.text(user).orElse("");
      if (user.isEmpty() || user.contains(":")) {
        mapping.problem(user, "no name of a user (expected: a text without colons)");
      } else if (Passwords.isHash(hash)) {
        users.put(user, hash);
      } else {
        /* The text is not repeated: it may be the password itself. */
        mapping.problem(
            user, "not a bcrypt hash (expected: 60 characters that begin with $2a$, $2b$ or $2y$)");
      }
    }
    return users;
  }
}
