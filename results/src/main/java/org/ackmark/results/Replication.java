package org.ackmark.results;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a point that was measured on several replicas. Immutable.
 *
 * @param protocol how replicas are kept alike
 * @param replicas N
 * @param readQuorum R
 * @param writeQuorum W
 * @param level how far each of those W copies has come when it acknowledges
 * @param placement where the replicas are
 */
public record Replication(
    String protocol,
    int replicas,
    int readQuorum,
    int writeQuorum,
    String level,
    String placement) {
  private static final String PROTOCOL = "protocol";
  private static final String REPLICAS = "replicas";
  private static final String READ_QUORUM = "readQuorum";
  private static final String WRITE_QUORUM = "writeQuorum";
  private static final String LEVEL = "level";

  /** The name of the setting that says where the replicas are. */
  public static final String PLACEMENT = "placement";

  /** When the log of an engine syncs that has several ways to; no setting of others. */
  public static final String SYNC = "sync";

  /** How an engine reads that has several ways to, where it is not linearizable. */
  public static final String READS = "reads";

  /** All replicas in one process: what a point says that names no place. */
  public static final String ONE_PROCESS = "one-process";

  /** The names of the settings in which replicated points of the same work differ. */
  public static final List<String> AXES =
      List.of(PROTOCOL, REPLICAS, READ_QUORUM, WRITE_QUORUM, LEVEL, SYNC, READS);

  /** The replication that a point names; empty for a point on one log. */
  public static Optional<Replication> of(Point point) {
    Map<String, Object> values = point.params().values();
    boolean complete =
        values.get(PROTOCOL) instanceof String
            && values.get(REPLICAS) instanceof Long
            && values.get(READ_QUORUM) instanceof Long
            && values.get(WRITE_QUORUM) instanceof Long
            && values.get(LEVEL) instanceof String;
    return complete
        ? Optional.of(
            new Replication(
                (String) values.get(PROTOCOL),
                number(values.get(REPLICAS)),
                number(values.get(READ_QUORUM)),
                number(values.get(WRITE_QUORUM)),
                (String) values.get(LEVEL),
                values.getOrDefault(PLACEMENT, ONE_PROCESS).toString()))
        : Optional.empty();
  }

  /** The protocol that a point names, and its ways to sync and read, if it has some; else empty. */
  public static String protocolOf(Point point) {
    return of(point).map(replication -> replication.protocol + ways(point)).orElse("");
  }

  /** N, R, W, the level and the ways of a point, after a space; empty for one on one log. */
  public static String labelOf(Point point) {
    return of(point).map(replication -> " " + replication.label() + ways(point)).orElse("");
  }

  private static String ways(Point point) {
    Object sync = point.params().values().get(SYNC);
    Object reads = point.params().values().get(READS);
    return (sync == null ? "" : " " + sync) + (reads == null ? "" : " " + reads + "-reads");
  }

  private static int number(Object value) {
    return Math.toIntExact((Long) value);
  }

  /** These settings by name. */
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put(PROTOCOL, protocol);
    parameters.put(REPLICAS, replicas);
    parameters.put(READ_QUORUM, readQuorum);
    parameters.put(WRITE_QUORUM, writeQuorum);
    parameters.put(LEVEL, level);
    if (!placement.equals(ONE_PROCESS)) {
      parameters.put(PLACEMENT, placement);
    }
    return parameters;
  }

  /** N, R, W and the level, such as {@code 3/2/2 SYNCED}. */
  public String label() {
    return replicas + "/" + readQuorum + "/" + writeQuorum + " " + level;
  }
}
