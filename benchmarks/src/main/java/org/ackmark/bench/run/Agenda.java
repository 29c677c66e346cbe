package org.ackmark.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ackmark.bench.profile.PlannedObservation;
import org.ackmark.results.Observation;
import org.ackmark.results.Status;

/**
 * The blocks that a run has still to do. A block in which an earlier attempt was stopped is done
 * again from its beginning, under a number of its own: its halves would be hours apart. What was
 * observed in it is kept, and marked. Immutable.
 *
 * @param past what was observed before, block by block
 * @param blocks what is to be observed, in order
 */
record Agenda(List<Observation> past, List<List<Subject>> blocks) {
  static final String STOPPED = "the run was stopped in this block";

  /** Copies the lists. */
  Agenda {
    past = List.copyOf(past);
    blocks = blocks.stream().map(List::copyOf).toList();
  }

  /** All of a new run. */
  static Agenda all(List<Subject> planned) {
    return new Agenda(List.of(), List.copyOf(byBlock(planned).values()));
  }

  /**
   * What an earlier attempt has left.
   *
   * @param planned all of the run
   * @param observed by the earlier attempt
   * @param probed the blocks before which the device was probed
   */
  static Agenda rest(List<Subject> planned, List<Observation> observed, Set<Integer> probed) {
    TreeMap<Integer, List<Subject>> plan = byBlock(planned);
    TreeMap<Integer, List<Observation>> past = new TreeMap<>();
    observed.forEach(o -> past.computeIfAbsent(o.block(), _ -> new ArrayList<>()).add(o));
    List<Integer> stopped = new ArrayList<>();
    int repeated = 0;
    for (var block : past.entrySet()) {
      int number = block.getKey();
      boolean whole = block.getValue().size() >= plan.get(number % plan.size()).size();
      if (!whole || !probed.contains(number + 1)) {
        stopped.add(number);
      } else if (number >= plan.size()) {
        repeated++;
      }
    }
    List<List<Subject>> blocks = new ArrayList<>();
    plan.forEach((number, subjects) -> {
      if (!past.containsKey(number)) {
        blocks.add(subjects);
      }
    });
    int next = Math.max(plan.size(), past.isEmpty() ? 0 : past.lastKey() + 1);
    List<Integer> open = stopped.stream().filter(number -> number < plan.size()).toList();
    for (int number : open.subList(Math.min(repeated, open.size()), open.size())) {
      blocks.add(renumbered(plan.get(number), next++));
    }
    return new Agenda(
        observed.stream().map(o -> stopped.contains(o.block()) ? marked(o) : o).toList(), blocks);
  }

  /** The greatest number of a block to be done; -1 if none is. */
  int lastNumber() {
    return blocks.stream().mapToInt(block -> block.getFirst().block()).max().orElse(-1);
  }

  private static TreeMap<Integer, List<Subject>> byBlock(List<Subject> subjects) {
    return subjects.stream()
        .collect(Collectors.groupingBy(Subject::block, TreeMap::new, Collectors.toList()));
  }

  private static List<Subject> renumbered(List<Subject> subjects, int block) {
    return subjects.stream()
        .map(subject -> {
          PlannedObservation was = subject.planned();
          return new Subject(
              new PlannedObservation(block + 1, was.position(), was.point(), was.arm()),
              subject.foreign());
        })
        .toList();
  }

  private static Observation marked(Observation o) {
    if (o.status() != Status.OK) {
      return o;
    }
    return new Observation(
        o.point(),
        o.arm(),
        o.block(),
        o.position(),
        o.startedAt(),
        o.durationNs(),
        Status.DISTURBED,
        STOPPED,
        null,
        o.cost(),
        o.latency(),
        o.probeBeforeP50Ns(),
        o.probeAfterP50Ns(),
        o.knobs(),
        o.metrics(),
        o.histogram());
  }
}
