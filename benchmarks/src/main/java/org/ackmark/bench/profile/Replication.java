package org.ackmark.bench.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.ratis.RatisReads;
import org.ackmark.quorum.ratis.RatisSync;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;

/**
 * How a log, or a store, is kept on several replicas. With the variant of each replica's log it is
 * what replicated figures are a function of. Immutable.
 *
 * @param protocol how replicas are kept alike
 * @param quorum N, R, W and the level at which each of the W acknowledges
 * @param placement where the replicas are
 * @param link what is done to the links between them
 * @param fault what happens to one of them meanwhile
 * @param ratis how Ratis syncs and reads; null unless the protocol is {@link Protocol#RATIS}
 */
public record Replication(
    Protocol protocol,
    Quorum quorum,
    Placement placement,
    Link link,
    Fault fault,
    RatisWays ratis) {
  /** What stands for a single log. */
  public static final String NONE = "none";

  private static final Pattern NUMBERS = Pattern.compile("([0-9]{1,3})/([0-9]{1,3})/([0-9]{1,3})");
  private static final Pattern LABEL =
      Pattern.compile(
          "([a-z]+)-([0-9])-([0-9])-([0-9])-([a-z]+)"
              + "(?:-(forced|async-flush|unsafe-flush|in-memory))?(?:-(default)-reads)?"
              + "(?:-([a-z-]+))?");

  /**
   * Checks that they go together.
   *
   * @throws IllegalArgumentException for a log whose R is not N − W + 1: nothing else reads it; for
   *     a bandwidth where no kernel is between the replicas that this program may tell; for Ratis
   *     without a majority, on other machines, or with a fault that does not reach it
   */
  public Replication {
    if (protocol == Protocol.LOG && quorum.r() != quorum.n() - quorum.w() + 1) {
      throw new IllegalArgumentException(
          "r=%d, but a log with n=%d w=%d is read, when its leader starts, from r=%d"
              .formatted(quorum.r(), quorum.n(), quorum.w(), quorum.n() - quorum.w() + 1));
    }
    if (link.bandwidthBytesPerSecond() > 0 && placement != Placement.NAMESPACES) {
      throw new IllegalArgumentException(
          "bandwidth, which can be bounded between namespaces only, not " + placement.label());
    }
    boolean own = placement == Placement.PROCESSES || placement == Placement.NAMESPACES;
    boolean ordered = protocol == Protocol.LOG || protocol == Protocol.RATIS;
    if (fault != Fault.NONE && !(own && quorum.n() > 1 && ordered)) {
      throw new IllegalArgumentException(
          "fault '%s', which takes replicas of a log in processes or namespaces"
              .formatted(fault.label()));
    }
    if (link.emulated() && placement == Placement.ONE_PROCESS) {
      throw new IllegalArgumentException(
          "delay or loss, but there are no links within one process");
    }
    if ((protocol == Protocol.RATIS) != (ratis != null)) {
      throw new IllegalArgumentException("ratis=" + ratis + " with protocol=" + protocol);
    }
    if (ratis != null) {
      requireOfRatis(quorum, ratis.sync());
      requireReached(placement, link, fault);
    }
  }

  /** Ratis opens its own files and its own connections, which nobody has to let it in. */
  private static void requireReached(Placement placement, Link link, Fault fault) {
    if (placement == Placement.NAMESPACES || placement == Placement.HOSTS) {
      throw new IllegalArgumentException(
          "placement '%s', but replicas of protocol 'ratis' prove nothing to each other, so they"
                  .formatted(placement.label())
              + " stay on one machine: one-process or processes");
    }
    if (link.emulated()) {
      throw new IllegalArgumentException(
          "delay or loss, which do not reach the connections of protocol 'ratis'");
    }
    if (fault == Fault.SLOW) {
      throw new IllegalArgumentException(
          "fault 'slow', which does not reach the files of protocol 'ratis': take down or back");
    }
  }

  private static void requireOfRatis(Quorum quorum, RatisSync sync) {
    Numbers majority = Numbers.majority(quorum.n());
    if (quorum.w() != majority.w || quorum.r() != majority.r) {
      throw new IllegalArgumentException(
          "r=%d w=%d, but with n=%d protocol 'ratis' always takes a majority: %d/%d/%d"
              .formatted(quorum.r(), quorum.w(), quorum.n(), majority.n, majority.r, majority.w));
    }
    if (sync == RatisSync.IN_MEMORY && quorum.n() == 1) {
      throw new IllegalArgumentException(
          "sync 'in-memory' with n=1: a log of Ratis' in memory never acknowledges alone");
    }
    if (quorum.level() != sync.level()) {
      throw new IllegalArgumentException(
          "level '%s', but sync '%s' acknowledges at '%s'"
              .formatted(Label.of(quorum.level()), Label.of(sync), Label.of(sync.level())));
    }
  }

  /** The same where each of the W acknowledges at another level. */
  public Replication at(Level level) {
    Quorum other = new Quorum(quorum.n(), quorum.r(), quorum.w(), level);
    return new Replication(protocol, other, placement, link, fault, ratis);
  }

  /** Whether Apache Ratis keeps the log of each replica, and no variant does. */
  public boolean onRatis() {
    return protocol == Protocol.RATIS;
  }

  /** The numbers of a quorum without its level. */
  public record Numbers(int n, int r, int w) {
    /**
     * Reads such a text as {@code 3/2/2}: N, R and W.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Numbers parse(String text) {
      Matcher matcher = NUMBERS.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException("must be N/R/W, such as 3/2/2, not '" + text + "'");
      }
      Numbers numbers = new Numbers(number(matcher, 1), number(matcher, 2), number(matcher, 3));
      try {
        numbers.at(Level.SYNCED);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "must have N from 1 to %d, and R and W from 1 to N, but is '%s'"
                .formatted(Quorum.MOST_REPLICAS, text),
            e);
      }
      return numbers;
    }

    /** What Ratis takes. */
    static Numbers majority(int n) {
      return new Numbers(n, n / 2 + 1, n / 2 + 1);
    }

    /** With a level. */
    public Quorum at(Level level) {
      return new Quorum(n, r, w, level);
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /**
   * The replication of that {@link #label}, its links left alone, without a fault; empty for {@link
   * #NONE}.
   */
  public static Optional<Replication> labelled(String label) {
    if (label.equals(NONE)) {
      return Optional.empty();
    }
    Matcher matcher = LABEL.matcher(label);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "replication="
              + label
              + ", must be like log-3-2-2-synced: protocol, N, R, W, level; or, with where the"
              + " replicas are, log-3-2-2-synced-processes; or, with when Ratis syncs,"
              + " ratis-3-2-2-synced-forced");
    }
    Protocol protocol = constant(Protocol.values(), matcher.group(1));
    Level level = constant(Level.values(), matcher.group(5));
    Quorum quorum = new Quorum(number(matcher, 2), number(matcher, 3), number(matcher, 4), level);
    Placement placement =
        matcher.group(8) == null
            ? Placement.ONE_PROCESS
            : constant(Placement.values(), matcher.group(8));
    RatisWays ways = ways(protocol, level, matcher.group(6), matcher.group(7));
    return Optional.of(new Replication(protocol, quorum, placement, Link.PLAIN, Fault.NONE, ways));
  }

  private static RatisWays ways(Protocol protocol, Level level, String sync, String reads) {
    if (protocol != Protocol.RATIS && sync == null && reads == null) {
      return null;
    }
    return new RatisWays(
        sync == null ? RatisWays.safest(level) : constant(RatisSync.values(), sync),
        reads == null ? RatisReads.LINEARIZABLE : constant(RatisReads.values(), reads));
  }

  private static <E extends Enum<E>> E constant(E[] constants, String label) {
    return Arrays.stream(constants)
        .filter(constant -> Label.of(constant).equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "replication has '%s', must be one of %s"
                    .formatted(label, List.of(constants).toString().toLowerCase(Locale.ROOT))));
  }

  /**
   * Such as {@code log-3-2-2-synced}, {@code log-3-2-2-synced-processes} or {@code
   * ratis-3-2-2-synced-forced}, for a file name.
   */
  public String label() {
    String where = placement == Placement.ONE_PROCESS ? "" : "-" + placement.label() + link.label();
    String happens = fault == Fault.NONE ? "" : "-" + fault.label();
    String ways = ratis == null ? "" : "-" + ratis.label();
    return "%s-%d-%d-%d-%s%s%s%s"
        .formatted(
            protocol.label(),
            quorum.n(),
            quorum.r(),
            quorum.w(),
            Label.of(quorum.level()),
            ways,
            where,
            happens);
  }

  /** What an acknowledged write survives that hits all replicas at once. */
  public Guarantee guarantee(Variant variant) {
    Level level = quorum.level();
    return level == variant.level() && !onRatis() ? variant.guarantee() : level.guarantee();
  }

  /**
   * Whether each key behaves like one register, whatever fails within the bounds: a store on the
   * log is read where it is written, registers by ABD if reads meet writes, last writer wins never,
   * Ratis unless told to read otherwise.
   */
  public boolean linearizable() {
    return switch (protocol) {
      case LOG -> true;
      case RATIS -> ratis.linearizable();
      case ABD -> quorum.meets();
      case LWW -> false;
    };
  }

  /** Its parts under the names that results use. */
  public Map<String, Object> parameters() {
    Map<String, Object> parameters =
        new org.ackmark.results.Replication(
                protocol.label(),
                quorum.n(),
                quorum.r(),
                quorum.w(),
                quorum.level().name(),
                placement.label())
            .parameters();
    parameters.putAll(link.parameters());
    if (ratis != null) {
      parameters.put(org.ackmark.results.Replication.SYNC, Label.of(ratis.sync()));
      if (!ratis.linearizable()) {
        parameters.put(org.ackmark.results.Replication.READS, Label.of(ratis.reads()));
      }
    }
    if (fault != Fault.NONE) {
      parameters.put("fault", fault.label());
    }
    return parameters;
  }
}
