package org.ackmark.quorum.register;

/**
 * What orders the writes of a key: the higher one wins, on every replica alike. Packed into the 63
 * bits of a version, by one of two layouts; a cluster uses one of them.
 *
 * <pre>
 *   ABD   | sequence 35 bits | incarnation 16 | writer 12 |   from what a quorum holds
 *   LWW   | wall clock, microseconds, 51 bits | writer 12 |   from the writer's clock
 * </pre>
 *
 * <p>Two writers never make the same one, as their numbers differ. No writer makes the same one
 * twice: in one life a counter sees to it, across restarts its {@link Incarnation}, and under LWW
 * its clock, unless that is set back: one more thing that this protocol asks of clocks.
 *
 * @param version the packed form; 0 for {@link #NONE}
 */
public record Tag(long version) implements Comparable<Tag> {
  /** That of a key nobody has written. */
  public static final Tag NONE = new Tag(0);

  /** The highest number of a writer. */
  public static final int MAX_WRITER = (1 << 12) - 1;

  /** The highest incarnation of a writer. */
  public static final int MAX_INCARNATION = (1 << 16) - 1;

  /** The highest sequence. */
  public static final long MAX_SEQUENCE = (1L << 35) - 1;

  /** The latest time that an LWW tag can hold: in the year 2041. */
  public static final long MAX_WALL_MICROS = (1L << 51) - 1;

  private static final int WRITER_BITS = 12;
  private static final int INCARNATION_BITS = 16;

  /** Checks the sign. */
  public Tag {
    if (version < 0) {
      throw new IllegalArgumentException("version=" + version);
    }
  }

  /** A tag of the ABD protocol. */
  public static Tag abd(long sequence, int incarnation, int writer) {
    require(sequence >= 1 && sequence <= MAX_SEQUENCE, "sequence", sequence);
    require(incarnation >= 0 && incarnation <= MAX_INCARNATION, "incarnation", incarnation);
    requireWriter(writer);
    return new Tag((sequence << INCARNATION_BITS | incarnation) << WRITER_BITS | writer);
  }

  /** A tag of the LWW protocol. */
  public static Tag lww(long wallMicros, int writer) {
    require(wallMicros >= 1 && wallMicros <= MAX_WALL_MICROS, "wallMicros", wallMicros);
    requireWriter(writer);
    return new Tag(wallMicros << WRITER_BITS | writer);
  }

  private static void requireWriter(int writer) {
    require(writer >= 0 && writer <= MAX_WRITER, "writer", writer);
  }

  private static void require(boolean valid, String name, long value) {
    if (!valid) {
      throw new IllegalArgumentException(name + "=" + value);
    }
  }

  /** Who made it, under either layout. */
  public int writer() {
    return (int) version & MAX_WRITER;
  }

  /** The writer's incarnation, if it is one of ABD. */
  public int incarnation() {
    return (int) (version >>> WRITER_BITS) & MAX_INCARNATION;
  }

  /** The sequence, if it is one of ABD. */
  public long sequence() {
    return version >>> (WRITER_BITS + INCARNATION_BITS);
  }

  /** The time, if it is one of LWW. */
  public long wallMicros() {
    return version >>> WRITER_BITS;
  }

  /** Whether a key that holds this one would adopt {@code other}. */
  public boolean isOlderThan(Tag other) {
    return version < other.version;
  }

  @Override
  public int compareTo(Tag other) {
    return Long.compare(version, other.version);
  }
}
