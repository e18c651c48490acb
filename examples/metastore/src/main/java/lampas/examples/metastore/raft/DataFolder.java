package lampas.examples.metastore.raft;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The folder of a replica, put in order before Ratis opens it. */
final class DataFolder {
  private static final String SNAPSHOTS = "sm";

  private DataFolder() {}

  /**
   * Makes the folder if it is not there, refuses one of another cluster, and clears away what a
   * crash may have left that Ratis does not start with.
   *
   * @throws IllegalArgumentException if it belongs to another cluster
   */
  static void prepare(Path folder, UUID group) throws IOException {
    Files.createDirectories(folder);
    Path own = folder.resolve(group.toString());
    Optional<Path> other =
        entries(folder).stream().filter(path -> isGroup(path) && !path.equals(own)).findFirst();
    if (other.isPresent()) {
      throw new IllegalArgumentException(
          "folder: "
              + folder
              + " holds the data of a cluster with other members"
              + " (expected: an empty one, or that of these members)");
    }
    if (Files.isDirectory(own)) {
      finishInstallation(own);
      removeLeftovers(own);
      for (Path file : entries(own.resolve("current"))) {
        if (name(file).startsWith("log_inprogress_")) {
          LogTail.cut(file);
        }
      }
    }
  }

  /** Makes what happened in a folder (files made, renamed, removed) durable. */
  static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /*
   * Ratis installs a snapshot by moving the folder of the old ones aside and the new one in. If the
   * process ended between the two, the old ones are put back: the log still fits to them.
   */
  private static void finishInstallation(Path own) throws IOException {
    Path snapshots = own.resolve(SNAPSHOTS);
    List<Path> aside =
        entries(own).stream().filter(path -> name(path).startsWith(SNAPSHOTS + ".tmp")).toList();
    if (!Files.exists(snapshots) && !aside.isEmpty()) {
      Files.move(aside.getLast(), snapshots);
      force(own);
    }
  }

  /* Snapshots that were not written or installed to the end. */
  private static void removeLeftovers(Path own) throws IOException {
    for (Path path : entries(own)) {
      if (name(path).startsWith(SNAPSHOTS + ".tmp") || name(path).equals("tmp")) {
        remove(path);
      }
    }
    for (Path path : entries(own.resolve(SNAPSHOTS))) {
      if (name(path).endsWith(".tmp")) {
        remove(path);
      }
    }
  }

  private static void remove(Path path) throws IOException {
    for (Path inside : entries(path)) {
      remove(inside);
    }
    Files.delete(path);
  }

  private static boolean isGroup(Path path) {
    String name = name(path);
    return name.length() == 36 && name.charAt(8) == '-' && Files.isDirectory(path);
  }

  private static String name(Path path) {
    return path.getName(path.getNameCount() - 1).toString();
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
