package org.ackmark.bench.load;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.bench.run.BlockProbe;
import org.ackmark.bench.run.Floors;
import org.ackmark.bench.run.Interruption;
import org.ackmark.bench.run.ObservationFile;
import org.ackmark.results.Observation;
import org.ackmark.results.files.RunDirectory;

/**
 * Observes one rate after another, with a probe of the device between: each observation is on disk
 * when it ends, and judged by the probes around it. For one thread.
 */
final class RateObserver {
  private final LoadPlan plan;
  private final RateRunner runner;
  private final BlockProbe probe;
  private final RunDirectory results;
  private final ObservationFile file;
  private final Interruption interruption;
  private final List<Observation> observations = new ArrayList<>();
  private Floors floors; // the last; null before the first

  RateObserver(
      LoadPlan plan,
      RateRunner runner,
      BlockProbe probe,
      RunDirectory results,
      ObservationFile file,
      Interruption interruption) {
    this.plan = plan;
    this.runner = runner;
    this.probe = probe;
    this.results = results;
    this.file = file;
    this.interruption = interruption;
  }

  /** All so far. */
  List<Observation> observations() {
    return List.copyOf(observations);
  }

  /** Why O_DIRECT can't be used here; null if it can. */
  String directRefused() throws IOException {
    return floors().directRefused();
  }

  /** What it can do at most, with as many records under way as there may be. */
  LoadResult capacity(LoadSubject subject) throws IOException, InterruptedException {
    String name = subject.fileLabel() + "_capacity";
    LoadResult result = runner.run(subject, 0, LoadPlan.ESTIMATE_NS, name).result();
    requireGoingOn();
    return result;
  }

  /** Tries one rate. */
  Trial observe(LoadSubject subject, long ratePerSecond, long capacityPerSecond)
      throws IOException, InterruptedException {
    Floors before = floors();
    int number = observations.size();
    Instant startedAt = Instant.now();
    String name = LoadFigures.fileName(plan, subject, ratePerSecond, number);
    RateRunner.Ended ended = runner.run(subject, ratePerSecond, plan.windowNs(ratePerSecond), name);
    requireGoingOn();
    LoadFigures figures =
        new LoadFigures(
            plan,
            subject,
            ended.options(),
            ratePerSecond,
            capacityPerSecond,
            number,
            startedAt,
            ended.result());
    keep(figures.trial(before.referenceP50Ns(), null).observation());
    floors = takeFloors();
    Trial trial = figures.trial(before.referenceP50Ns(), floors.referenceP50Ns());
    observations.set(number, trial.observation());
    file.replace(observations);
    return trial;
  }

  /** Keeps an observation that has ended, or that can't be made. */
  void keep(Observation observation) {
    file.append(observation);
    observations.add(observation);
  }

  private Floors floors() throws IOException {
    if (floors == null) {
      floors = takeFloors();
    }
    return floors;
  }

  private Floors takeFloors() throws IOException {
    Floors taken = probe.take(observations.size());
    results.writeProbe(probe.taken());
    return taken;
  }

  private void requireGoingOn() throws InterruptedException {
    if (interruption.requested()) {
      throw new InterruptedException("the load is being stopped");
    }
  }
}
