package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ackmark.results.Fault;
import org.ackmark.results.Replication;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.summary.Work;

/**
 * What charts of several replicas have in common: the order of quorums, and what sets them apart.
 */
final class Quorums {
  /** The weakest first: reading on shows what more safety costs. */
  static final List<String> LEVELS = List.of("RECEIVED", "WRITTEN", "SYNCED");

  /** As in the table: fewer replicas first, then fewer of them to wait for. */
  static final Comparator<Measured> ORDER =
      Comparator.comparing(
          Quorums::of,
          Comparator.comparingInt(Replication::replicas)
              .thenComparingInt(Replication::writeQuorum)
              .thenComparingInt(Replication::readQuorum)
              .thenComparingInt(quorum -> LEVELS.indexOf(quorum.level())));

  private Quorums() {}

  /** The quorum of a replicated point. */
  static Replication of(Measured point) {
    return Replication.of(point.point()).orElseThrow();
  }

  /** Groups under the same work and load, by a title that tells each from the others. */
  static Map<String, List<Measured>> groups(List<Measured> replicated) {
    List<Function<Measured, String>> parts = new ArrayList<>(telling(replicated, Quorums::work));
    parts.add(Quorums::place);
    parts.addAll(telling(replicated, Quorums::protocol));
    parts.add(point -> point.point().variant());
    parts.addAll(telling(replicated, Quorums::arm));
    parts.add(point -> Words.load(point.point()));
    Map<String, List<Measured>> groups = new LinkedHashMap<>();
    for (Measured point : replicated) {
      groups.computeIfAbsent(joined(parts, point), _ -> new ArrayList<>()).add(point);
    }
    groups.values().forEach(group -> group.sort(ORDER));
    return groups;
  }

  /** What else sets these points apart than quorum and fault; empty where nothing does. */
  static Function<Measured, String> apart(List<Measured> replicated) {
    List<Function<Measured, String>> parts = new ArrayList<>();
    parts.addAll(telling(replicated, Quorums::place));
    parts.addAll(telling(replicated, Quorums::protocol));
    parts.addAll(telling(replicated, point -> point.point().variant()));
    parts.addAll(telling(replicated, Quorums::arm));
    parts.addAll(telling(replicated, point -> Words.load(point.point())));
    parts.addAll(telling(replicated, Quorums::work));
    return point -> joined(parts, point);
  }

  private static List<Function<Measured, String>> telling(
      List<Measured> points, Function<Measured, String> part) {
    return points.stream().map(part).distinct().count() > 1 ? List.of(part) : List.of();
  }

  private static String joined(List<Function<Measured, String>> parts, Measured point) {
    return parts.stream()
        .map(part -> part.apply(point))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" · "));
  }

  private static String work(Measured point) {
    Work work = Work.of(point.summary());
    List<String> toldElsewhere = List.of(Replication.PLACEMENT, Fault.PARAMETER);
    return new Work(work.benchmark(), work.recordBytes(), work.params().without(toldElsewhere))
        .titled(" · ");
  }

  private static String arm(Measured point) {
    return point.summary().arm() == null ? "" : point.summary().arm();
  }

  private static String protocol(Measured point) {
    return Replication.protocolOf(point.point());
  }

  private static String place(Measured point) {
    return of(point).placement().replace('-', ' ');
  }

  /** Such as {@code R1 } where R says more than that reads just meet writes. */
  static String reads(Replication quorum) {
    boolean meeting = quorum.readQuorum() == quorum.replicas() - quorum.writeQuorum() + 1;
    return meeting ? "" : "R" + quorum.readQuorum() + " ";
  }

  /** Such as {@code 2 of 3}. */
  static String answers(Replication quorum) {
    return quorum.writeQuorum() + " of " + quorum.replicas();
  }

  /** Such as {@code 2 of 3 replicas}. */
  static String ofReplicas(Replication quorum) {
    return answers(quorum) + (quorum.replicas() == 1 ? " replica" : " replicas");
  }
}
