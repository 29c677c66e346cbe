package org.ackmark.bench.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ackmark.bench.profile.PlannedObservation;
import org.ackmark.bench.profile.Point;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Observation;
import org.ackmark.results.ObservationBuilder;
import org.ackmark.results.Parameters;
import org.ackmark.results.ThreadKind;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.spi.LogProvider;

/**
 * What one observation is of: a planned point, on a variant or on a foreign log. Immutable.
 *
 * @param planned the place in the schedule
 * @param foreign the foreign log; empty for a variant
 */
record Subject(PlannedObservation planned, Optional<LogProvider> foreign) {
  /** Named by the point, or by no means a setting of the variant. */
  private static final Set<String> NOT_KNOBS = Set.of("variant", "knownDurableLsn");

  Point point() {
    return planned.point();
  }

  /** Which build or configuration; null when the run has only one. */
  String arm() {
    return planned.arm();
  }

  /** The block, counted from 0. */
  int block() {
    return planned.block() - 1;
  }

  WalOptions options() {
    return point().variant().options();
  }

  /** How the log's bytes become durable; empty when there is no file or it is not known. */
  Optional<FileMethod> fileMethod() {
    return foreign.isPresent() || onRatis()
        ? Optional.empty()
        : Optional.ofNullable(options().variant().fileMethod());
  }

  /** Whether Apache Ratis keeps the log. */
  boolean onRatis() {
    return point().variant().isRatis();
  }

  org.ackmark.wal.Guarantee guarantee() {
    Variant variant = options().variant();
    return foreign
        .map(LogProvider::guarantee)
        .or(() -> point().replication().map(replication -> replication.guarantee(variant)))
        .orElse(variant.guarantee());
  }

  /** Whether it takes turns with the other arms of its point. */
  boolean inTurns() {
    return arm() != null && !point().benchmark().needsFiles();
  }

  /** How far the device may move during its block. */
  int limitPercent() {
    return inTurns() ? Disturbance.GREATEST_IN_TURNS_PERCENT : Disturbance.GREATEST_PERCENT;
  }

  /** The point as results name it. */
  org.ackmark.results.Point resultPoint() {
    Point point = point();
    return new org.ackmark.results.Point(
        point.benchmark().label(),
        point.variant().label(),
        Guarantee.valueOf(guarantee().name()),
        point.writers(),
        ThreadKind.valueOf(point.threadKind().name()),
        Math.toIntExact(point.recordBytes()),
        otherParameters());
  }

  private Parameters otherParameters() {
    SortedMap<String, Object> others = new TreeMap<>(point().parameters());
    others.keySet().removeAll(Set.of("threadKind", "writers", "recordBytes"));
    others.remove("backgroundBytesPerSecond", 0L);
    return Parameters.of(others);
  }

  /** An observation of it begins; {@code options} are those that took effect. */
  ObservationBuilder observation(WalOptions options) {
    ObservationBuilder builder =
        Observation.of(resultPoint(), block(), planned.position() - 1).arm(arm());
    return foreign.isPresent() || onRatis() ? builder : builder.knobs(knobs(options));
  }

  private static Parameters knobs(WalOptions options) {
    SortedMap<String, Object> knobs = new TreeMap<>();
    for (RecordComponent component : WalOptions.class.getRecordComponents()) {
      if (!NOT_KNOBS.contains(component.getName())) {
        knobs.put(component.getName(), scalar(value(component, options)));
      }
    }
    return Parameters.of(knobs);
  }

  private static Object scalar(Object value) {
    return value instanceof Enum<?> constant ? constant.name() : value;
  }

  private static Object value(RecordComponent component, WalOptions options) {
    try {
      return component.getAccessor().invoke(options);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("component=" + component.getName(), e);
    }
  }

  /** Such as {@code group callbacks-64 1KiB}, for progress. */
  String title() {
    String title = point().id().replace("_commit_", " ").replace('_', ' ').replace("platform-", "");
    return arm() == null ? title : title + " " + arm();
  }

  /** Base name of its files. */
  String fileName() {
    String point = arm() == null ? point().id() : point().id() + "_" + arm();
    return point + "_block-" + planned.block();
  }
}
