package org.ackmark.results.calibration;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.ackmark.results.Metric;
import org.ackmark.results.Point;
import org.ackmark.results.SchemaVersion;
import org.ackmark.results.compare.Margin;
import org.ackmark.results.compare.Margins;
import org.ackmark.results.compare.Rules;
import org.ackmark.results.stats.Power;

/**
 * What a run of a build against itself told about a machine: the content of a calibration file.
 * Immutable.
 *
 * @param schemaVersion of this file
 * @param methodVersion of the way of measuring
 * @param fingerprint of the machine
 * @param profileName what was run
 * @param profileHash hash of what it asked for
 * @param takenAt when the run began
 * @param run its name
 * @param blocks how many blocks a comparison on this machine should have
 * @param entries one for each point
 */
public record Calibration(
    SchemaVersion schemaVersion,
    int methodVersion,
    String fingerprint,
    String profileName,
    String profileHash,
    Instant takenAt,
    String run,
    int blocks,
    List<Entry> entries) {
  /** Version of the file. */
  public static final SchemaVersion SCHEMA = new SchemaVersion(1, 0);

  /** Copies the list. */
  public Calibration {
    entries = List.copyOf(entries);
  }

  /**
   * One point's noise, and what follows from it.
   *
   * @param point what was measured
   * @param metric by what it is judged
   * @param pairs blocks that the noise was learnt from
   * @param noisePercent standard deviation of the ratio in one block
   * @param noiseBoundPercent what the noise is not above with 95 % confidence, with half of it
   *     added for other hours, as far as it reaches the estimate, which a few blocks that stand far
   *     out do not; what follows is from this
   * @param biasPercent by how much the second arm seemed to differ
   * @param marginPercent change that does not matter: it is wide enough for an unchanged build to
   *     be found the same in 8 of 10 comparisons
   * @param powerOf20Percent chance to find a change by a fifth, with those blocks and that margin
   * @param powerOf10Percent chance to find a change by a tenth
   */
  public record Entry(
      @JsonUnwrapped Point point,
      String metric,
      int pairs,
      double noisePercent,
      double noiseBoundPercent,
      double biasPercent,
      double marginPercent,
      double powerOf20Percent,
      double powerOf10Percent) {}

  /** Its margins; where it has none, those of {@code otherwise}. */
  public Margins margins(Margins otherwise) {
    String source = "calibrated on " + takenAt.atZone(ZoneOffset.UTC).toLocalDate();
    return (point, metric) ->
        entry(point, metric)
            .map(entry -> new Margin(entry.marginPercent, source))
            .orElseGet(() -> otherwise.of(point, metric));
  }

  /** The least change that so many blocks would find with the rules' power, in percent. */
  public double detectablePercent(Entry entry, int blockCount, Rules rules) {
    double sd = Math.log1p(entry.noiseBoundPercent / 100);
    double beyondMargin =
        sd == 0 ? 0 : Power.detectable(sd, blockCount, rules.confidence(), rules.power());
    return 100 * Math.expm1(Math.log1p(entry.marginPercent / 100) + beyondMargin);
  }

  private Optional<Entry> entry(Point point, Metric metric) {
    return entries.stream()
        .filter(e -> e.point.equals(point) && e.metric.equals(metric.label()))
        .findFirst();
  }
}
