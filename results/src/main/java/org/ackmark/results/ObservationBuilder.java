package org.ackmark.results;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gathers an {@link Observation} as it is measured. Ends with one of {@link #ok}, {@link
 * #disturbed}, {@link #missed}, {@link #failed} and {@link #skipped}. For one thread.
 */
public final class ObservationBuilder {
  private final Point point;
  private final int block;
  private final int position;
  private final SortedMap<String, Double> metrics = new TreeMap<>();
  private String arm;
  private Instant startedAt;
  private long durationNs;
  private Cost cost = Cost.none();
  private Latency latency = Latency.none();
  private Long probeBeforeP50Ns;
  private Long probeAfterP50Ns;
  private Parameters knobs = Parameters.none();
  private String histogram;

  ObservationBuilder(Point point, int block, int position) {
    this.point = point;
    this.block = block;
    this.position = position;
  }

  /** Which build or configuration, in a run that compares several. */
  public ObservationBuilder arm(String arm) {
    this.arm = arm;
    return this;
  }

  /** When the measured time began, and how long it was; every observation needs it. */
  public ObservationBuilder time(Instant startedAt, long durationNs) {
    this.startedAt = startedAt;
    this.durationNs = durationNs;
    return this;
  }

  /** Commits and what they cost. */
  public ObservationBuilder cost(Cost cost) {
    this.cost = cost;
    return this;
  }

  /** Service time. */
  public ObservationBuilder latency(Latency latency) {
    this.latency = latency;
    return this;
  }

  /** Medians of the device probe around the block, in nanoseconds; null if not taken. */
  public ObservationBuilder probe(Long beforeP50Ns, Long afterP50Ns) {
    this.probeBeforeP50Ns = beforeP50Ns;
    this.probeAfterP50Ns = afterP50Ns;
    return this;
  }

  /** Every setting of the variant, resolved. */
  public ObservationBuilder knobs(Parameters knobs) {
    this.knobs = knobs;
    return this;
  }

  /** One more figure, its unit in its name. */
  public ObservationBuilder metric(String name, double value) {
    metrics.put(name, value);
    return this;
  }

  /** Base name of the histogram files. */
  public ObservationBuilder histogram(String baseName) {
    this.histogram = baseName;
    return this;
  }

  /** It ran as intended. */
  public Observation ok() {
    return ended(Status.OK, null, null);
  }

  /** It ran while the device or the machine was not itself. */
  public Observation disturbed(String reason) {
    return ended(Status.DISTURBED, reason, null);
  }

  /** It did not hold its rate. */
  public Observation missed(String reason) {
    return ended(Status.MISSED, reason, null);
  }

  /** It threw, or was stopped. */
  public Observation failed(String reason) {
    return ended(Status.FAILED, reason, null);
  }

  /** It did not run. */
  public Observation skipped(String reason) {
    return ended(Status.SKIPPED, null, reason);
  }

  private Observation ended(Status status, String reason, String skipped) {
    return new Observation(
        point,
        arm,
        block,
        position,
        startedAt,
        durationNs,
        status,
        reason,
        skipped,
        cost,
        latency,
        probeBeforeP50Ns,
        probeAfterP50Ns,
        knobs,
        metrics,
        histogram);
  }
}
