package lampas.examples.metastore.raft;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.util.MD5FileUtil;

/**
 * A snapshot on disk: the word {@code LMS1}, the applied calls, the state. Its MD5 digest stands in
 * a file beside it, as Ratis has it; against disks that forget, not against people.
 */
final class SnapshotFile {
  private static final int MAGIC = 0x4c4d5331;

  private SnapshotFile() {}

  /** Writes a snapshot that is there whole and durably, or not at all. */
  static MD5Hash write(File file, AppliedCalls calls, ReplicatedState state) throws IOException {
    Path temporary = Path.of(file.getPath() + ".tmp");
    MessageDigest digest = MD5FileUtil.newMD5();
    try (FileOutputStream out = new FileOutputStream(temporary.toFile());
        DataOutputStream data =
            new DataOutputStream(
                new BufferedOutputStream(new DigestOutputStream(out, digest), 1 << 16))) {
      data.writeInt(MAGIC);
      calls.write(data);
      state.write(data);
      data.flush();
      out.getChannel().force(true);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    /* The digest first: a snapshot that is there has one. */
    MD5Hash hash = MD5Hash.newInstance(digest.digest());
    MD5FileUtil.saveMD5File(file, hash);
    Files.move(temporary, file.toPath(), StandardCopyOption.ATOMIC_MOVE);
    DataFolder.force(file.getParentFile().toPath());
    return hash;
  }

  /** Reads a snapshot, after its digest was found right. */
  static void read(File file, AppliedCalls calls, ReplicatedState state) throws IOException {
    /* One that the leader sent was written by Ratis, which does not flush it. */
    DataFolder.force(file.toPath());
    DataFolder.force(file.getParentFile().toPath());
    MD5Hash expected = MD5FileUtil.readStoredMd5ForFile(file);
    MD5Hash found = digest(file);
    if (!found.equals(expected)) {
      throw new IOException(
          "snapshot " + file + ": digest " + found + " (expected: " + expected + ")");
    }
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(file.toPath()), 1 << 16))) {
      int magic = in.readInt();
      if (magic != MAGIC) {
        throw new IOException(
            "snapshot "
                + file
                + ": begins with "
                + Integer.toHexString(magic)
                + " (expected: "
                + Integer.toHexString(MAGIC)
                + ")");
      }
      calls.restore(in);
      state.restore(in);
    }
  }

  private static MD5Hash digest(File file) throws IOException {
    MessageDigest digest = MD5FileUtil.newMD5();
    try (InputStream in = Files.newInputStream(file.toPath())) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return MD5Hash.newInstance(digest.digest());
  }
}
