package org.ackmark.bench.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.files.RunDirectory;

/**
 * Block by block, observation by observation, with a probe of the device before the first block and
 * after each. What has ended is on disk. For one thread, once.
 */
final class BlockLoop {
  private final Agenda agenda;
  private final ObservationRunner runner;
  private final BlockProbe probe;
  private final BlockRecord record;
  private final RunDirectory results;

  BlockLoop(
      Agenda agenda,
      ObservationRunner runner,
      BlockProbe probe,
      BlockRecord record,
      RunDirectory results) {
    this.agenda = agenda;
    this.runner = runner;
    this.probe = probe;
    this.record = record;
    this.results = results;
  }

  /**
   * Does all of it.
   *
   * @throws InterruptedException when it was asked to stop; what had ended by then is kept
   */
  void run(ProgressLine progress, Interruption interruption)
      throws IOException, InterruptedException {
    for (List<Subject> block : agenda.blocks()) {
      int number = block.getFirst().block();
      if (!probe.isFresh(number)) {
        progress.pause("probing the device");
        record.begin(probed(number));
      }
      for (List<Subject> arms : byPoint(block)) {
        progress.begin(arms.getFirst());
        List<Attempt> attempts = runner.run(arms, record.before());
        requireGoingOn(interruption);
        for (Attempt attempt : attempts) {
          record.add(attempt);
          progress.end(attempt);
        }
      }
      progress.pause("probing the device");
      Floors after = probed(number + 1);
      record.end(after);
      record.begin(after);
    }
    progress.clear();
  }

  /** The arms of a point stand side by side in a block. */
  private static List<List<Subject>> byPoint(List<Subject> block) {
    List<List<Subject>> all = new ArrayList<>();
    for (Subject subject : block) {
      boolean next = all.isEmpty() || !all.getLast().getLast().point().equals(subject.point());
      if (next || subject.arm() == null) {
        all.add(new ArrayList<>());
      }
      all.getLast().add(subject);
    }
    return all;
  }

  private Floors probed(int block) throws IOException {
    Floors floors = probe.take(block);
    results.writeProbe(probe.taken());
    return floors;
  }

  private static void requireGoingOn(Interruption interruption) throws InterruptedException {
    if (interruption.requested()) {
      throw new InterruptedException("the run is being stopped");
    }
  }
}
