package org.ackmark.quorum.tcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What all nodes of a cluster know and nobody else. It is never sent, printed or written: nodes
 * prove to each other that they have it. Immutable.
 */
public final class Secret {
  /** Fewer could be guessed from a proof that somebody overheard. */
  public static final int LEAST_BYTES = 16;

  private static final int MOST_BYTES = 4096;
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;

  private Secret(byte[] key) {
    this.key = key;
  }

  /**
   * The secret of that text, without the white space around it.
   *
   * @throws IllegalArgumentException when it is too short to be one
   */
  public static Secret of(String text) {
    byte[] key = text.strip().getBytes(StandardCharsets.UTF_8);
    if (key.length < LEAST_BYTES) {
      throw new IllegalArgumentException(
          "secretBytes=" + key.length + ", must be at least " + LEAST_BYTES);
    }
    return new Secret(key);
  }

  /**
   * The secret in that file.
   *
   * @throws IOException when it can't be read
   * @throws IllegalArgumentException when it holds none
   */
  public static Secret in(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IllegalArgumentException(
          "secretBytes=" + Files.size(file) + ", must be at most " + MOST_BYTES);
    }
    return of(Files.readString(file));
  }

  /** What everybody knows: for nodes that only this machine can reach. */
  static Secret none() {
    return new Secret("no secret: loopback only".getBytes(StandardCharsets.UTF_8));
  }

  /** A proof that its maker knows the secret, for this purpose and these bytes alone. */
  byte[] proof(String purpose, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      add(mac, purpose.getBytes(StandardCharsets.UTF_8));
      Arrays.stream(parts).forEach(part -> add(mac, part));
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** With its length, so that no two lists of parts are the same bytes. */
  private static void add(Mac mac, byte[] part) {
    mac.update((byte) (part.length >>> Byte.SIZE));
    mac.update((byte) part.length);
    mac.update(part);
  }

  /** Whether two proofs are the same; takes as long whatever differs. */
  static boolean same(byte[] one, byte[] other) {
    return MessageDigest.isEqual(one, other);
  }

  @Override
  public String toString() {
    return "a secret";
  }
}
