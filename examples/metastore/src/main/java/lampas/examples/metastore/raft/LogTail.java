package lampas.examples.metastore.raft;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.CRC32C;

/**
 * The end of a log file that a process was writing when it was killed.
 *
 * <p>A file is filled with zeros in advance and written from its start: 8 bytes of header, then
 * each entry as its length (a protobuf varint), its bytes, and a CRC-32C of both, big-endian.
 * Source: Ratis 3.3, {@code SegmentedRaftLogReader}.
 */
final class LogTail {
  private static final Logger LOG = Logger.getLogger(LogTail.class.getName());
  private static final int HEADER = 8;

  private LogTail() {}

  /**
   * Cuts off a last entry that was written in part.
   *
   * <p>Such an entry was not flushed, so nobody was told that it is there. Ratis takes it for
   * corruption, as the zeros behind it look like the rest of it, and does not start. A broken entry
   * with anything after it is left to Ratis to refuse: that was no crash.
   */
  static void cut(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (channel.size() <= HEADER) {
        return;
      }
      MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      int end = HEADER;
      Entry entry = Entry.at(bytes, end);
      while (entry.whole()) {
        end = entry.end();
        entry = Entry.at(bytes, end);
      }
      boolean torn = end < bytes.limit() && bytes.get(end) != 0 && zeros(bytes, entry.end());
      if (torn) {
        LOG.log(
            Level.WARNING,
            "{0}: the last entry was written in part; cut off at byte {1}",
            new Object[] {file, Integer.toString(end)});
        channel.truncate(end);
        channel.force(true);
      }
    }
  }

  private static boolean zeros(MappedByteBuffer bytes, int from) {
    for (int i = from; i < bytes.limit(); i++) {
      if (bytes.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /* Where an entry would end by the length it begins with, and whether its checksum is right. */
  private record Entry(int end, boolean whole) {
    static Entry at(MappedByteBuffer bytes, int start) {
      long length = 0;
      int position = start;
      for (int shift = 0; shift < 35; shift += 7) {
        if (position == bytes.limit()) {
          return new Entry(position, false);
        }
        byte next = bytes.get(position++);
        length |= (next & 0x7fL) << shift;
        if (next >= 0) {
          return length == 0
              ? new Entry(position, false)
              : checked(bytes, start, position + length);
        }
      }
      return new Entry(position, false);
    }

    private static Entry checked(MappedByteBuffer bytes, int start, long checksumAt) {
      if (checksumAt + Integer.BYTES > bytes.limit()) {
        return new Entry(bytes.limit(), false);
      }
      int at = (int) checksumAt;
      CRC32C checksum = new CRC32C();
      checksum.update(bytes.slice(start, at - start));
      return new Entry(at + Integer.BYTES, (int) checksum.getValue() == bytes.getInt(at));
    }
  }
}
