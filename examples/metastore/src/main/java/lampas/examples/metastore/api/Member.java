package lampas.examples.metastore.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * One member of a cluster, as clients see it.
 *
 * @param name unique in the cluster, never empty
 * @param peerUrls where the other members reach it
 * @param clientUrls where clients reach it
 */
public record Member(String name, List<String> peerUrls, List<String> clientUrls) {
  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public Member {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("member name: \"\" (expected: not empty)");
    }
    peerUrls = List.copyOf(peerUrls);
    clientUrls = List.copyOf(clientUrls);
  }

  /** What it is called in etcd's protocol: the same wherever and whenever its name is the same. */
  public long id() {
    return id(name);
  }

  /** 64 bits of the SHA-256 of a name, never 0, which stands for nobody. */
  static long id(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return Math.max(1, ByteBuffer.wrap(hash).getLong() & Long.MAX_VALUE);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  com.ibm.etcd.api.Member message() {
    return com.ibm.etcd.api.Member.newBuilder()
        .setID(id())
        .setName(name)
        .addAllPeerURLs(peerUrls)
        .addAllClientURLs(clientUrls)
        .build();
  }
}
