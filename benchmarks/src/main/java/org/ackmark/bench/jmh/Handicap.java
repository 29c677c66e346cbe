package org.ackmark.bench.jmh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.ackmark.bench.profile.NearestName;
import org.ackmark.bench.profile.Quantity;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.ForwardingDisk;
import org.ackmark.wal.io.ForwardingFile;
import org.ackmark.wal.io.LogFile;

/**
 * A slowness put in on purpose, of known size: the negative control of a gate, which must find it.
 * It travels into the JVM that measures as a system property. Immutable.
 *
 * @param text as it was given, such as {@code syncDelay=40us} or {@code appendCopy=4KiB}
 * @param syncDelayNs time for which each sync spins after it is done
 * @param appendCopyBytes bytes that are copied once more for each record
 */
public record Handicap(String text, long syncDelayNs, int appendCopyBytes) {
  /** The system property that holds its text. */
  private static final String PROPERTY = "ackmark.handicap";

  private static final String SYNC_DELAY = "syncDelay";
  private static final String APPEND_COPY = "appendCopy";
  private static final int MOST_COPY_BYTES = 1 << 20;

  /** That of this JVM; none unless it was given one. */
  static final Handicap GIVEN = given();

  private static final byte[] FROM = new byte[GIVEN.appendCopyBytes];
  private static final byte[] TO = new byte[GIVEN.appendCopyBytes];

  private static Handicap given() {
    String text = System.getProperty(PROPERTY);
    return text == null ? new Handicap("", 0, 0) : parse(text);
  }

  /**
   * The handicap of that text.
   *
   * @throws IllegalArgumentException if it is none, with what would be
   */
  public static Handicap parse(String text) {
    int sign = text.indexOf('=');
    String name = sign < 0 ? text : text.substring(0, sign);
    String value = sign < 0 ? "" : text.substring(sign + 1);
    return switch (name) {
      case SYNC_DELAY -> new Handicap(text, Quantity.ns(value), 0);
      case APPEND_COPY -> new Handicap(text, 0, copyBytes(value));
      default ->
          throw new IllegalArgumentException(
              "handicap '%s' is none; %s, as in syncDelay=40us or appendCopy=4KiB"
                  .formatted(text, NearestName.hint(name, List.of(SYNC_DELAY, APPEND_COPY))));
    };
  }

  private static int copyBytes(String value) {
    long bytes = Quantity.bytes(value);
    if (bytes > MOST_COPY_BYTES) {
      throw new IllegalArgumentException("appendCopy=" + value + ", must be at most 1MiB");
    }
    return Math.toIntExact(bytes);
  }

  /** The argument that hands it to a JVM. */
  public String jvmArgument() {
    return "-D" + PROPERTY + "=" + text;
  }

  /** The disk that slows the syncs of this JVM's logs; empty if there is nothing to slow. */
  Optional<Disk> slowed(Disk disk) {
    return syncDelayNs == 0 ? Optional.empty() : Optional.of(new SlowDisk(disk, syncDelayNs));
  }

  /** Copies as much as it must, and gives the record back as it is. */
  ByteBuffer carried(ByteBuffer record) {
    if (appendCopyBytes > 0) {
      System.arraycopy(FROM, 0, TO, 0, appendCopyBytes);
      FROM[0] = TO[appendCopyBytes - 1]; // so that no compiler finds the copy useless
    }
    return record;
  }

  /** Each sync of each file takes longer, on the thread that syncs. */
  private static final class SlowDisk extends ForwardingDisk {
    private final long delayNs;

    SlowDisk(Disk below, long delayNs) {
      super(below);
      this.delayNs = delayNs;
    }

    @Override
    protected LogFile wrap(LogFile file, String name, FileMethod method) {
      return new ForwardingFile(file) {
        @Override
        public void sync() throws IOException {
          super.sync();
          long end = System.nanoTime() + delayNs;
          while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
          }
        }
      };
    }
  }
}
