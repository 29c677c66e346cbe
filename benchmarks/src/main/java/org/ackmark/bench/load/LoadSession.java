package org.ackmark.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ackmark.bench.doctor.Diagnosis;
import org.ackmark.bench.doctor.Doctor;
import org.ackmark.bench.doctor.DoctorOptions;
import org.ackmark.bench.doctor.DoctorText;
import org.ackmark.bench.doctor.WorkDirectory;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.bench.env.Surroundings;
import org.ackmark.bench.run.BlockProbe;
import org.ackmark.bench.run.Checkout;
import org.ackmark.bench.run.Interruption;
import org.ackmark.bench.run.ObservationFile;
import org.ackmark.bench.run.Redaction;
import org.ackmark.bench.run.ReplicaHosts;
import org.ackmark.bench.run.Settling;
import org.ackmark.bench.run.Talk;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Status;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.json.Redactor;
import org.ackmark.wal.io.FileMethod;

/**
 * One load from its first check to its last rate: claims the directory, asks the doctor, tries rate
 * after rate, and leaves sound files wherever it stops. Blocks for all of it. For one thread, once.
 */
public final class LoadSession {
  /** Of the way of measuring: runs of different ones are not compared. */
  private static final int METHOD_VERSION = 2;

  private static final String PROFILE = LoadFigures.BENCHMARK;

  private final LoadPlan plan;
  private final LoadOptions options;
  private final Talk talk;
  private final LoadProgress progress;
  private final KernelFiles kernel = KernelFiles.live();
  private final List<VariantOutcome> variants = new ArrayList<>();

  private LoadSession(LoadPlan plan, Talk talk) {
    this.plan = plan;
    this.options = plan.options();
    this.talk = talk;
    this.progress = new LoadProgress(talk, plan);
  }

  /**
   * Runs it.
   *
   * @param interruption closed by the caller, once it has said how the load ended
   * @throws org.ackmark.bench.env.DirectoryException when the directory can't be used
   * @throws org.ackmark.results.ResultsException when the results can't be written
   * @throws IOException when the device failed under the probe
   */
  public static LoadOutcome run(LoadPlan plan, Talk talk, Interruption interruption)
      throws IOException, InterruptedException {
    return new LoadSession(plan, talk).run(interruption);
  }

  private LoadOutcome run(Interruption interruption) throws IOException, InterruptedException {
    RunDirectory.requireWritable(options.out().orElseGet(Checkout::runs));
    if (options.out().filter(Files::exists).isPresent()) {
      RunDirectory.createAt(options.out().get(), Redactor.none());
    }
    BlockProbe probe = BlockProbe.ofReferences(MeasuredDirectory.of(options.directory(), kernel));
    try (WorkDirectory work = WorkDirectory.claim(options.directory())) {
      work.requireFree(LoadSpace.bytes(plan, probe.occupiedBytes()));
      talk.notes().println(LoadText.announcement(plan));
      DoctorOptions doctor =
          DoctorOptions.standard(0).withStrict(options.strict()).withAllowBusy(options.allowBusy());
      Diagnosis diagnosis = new Doctor(kernel).examine(options.directory(), doctor);
      talk.notes().print(DoctorText.render(diagnosis));
      return diagnosis.refused()
          ? LoadOutcome.byDoctor(plan)
          : onHosts(work, probe, diagnosis, interruption);
    }
  }

  /** Starts the nodes that are to be started. */
  private LoadOutcome onHosts(
      WorkDirectory work, BlockProbe probe, Diagnosis diagnosis, Interruption interruption)
      throws IOException, InterruptedException {
    try (ReplicaHosts hosts = ReplicaHosts.of(options.hosts(), work.path())) {
      talk.notes().print(hosts.text());
      return record(work, probe, diagnosis, hosts, interruption);
    }
  }

  private LoadOutcome record(
      WorkDirectory work,
      BlockProbe probe,
      Diagnosis diagnosis,
      ReplicaHosts hosts,
      Interruption interruption)
      throws IOException, InterruptedException {
    Instant startedAt = Instant.now();
    Redactor redactor = Redaction.of(work, options.out());
    RunDirectory results =
        options.out().isPresent()
            ? RunDirectory.createAt(options.out().get(), redactor)
            : RunDirectory.create(Checkout.runs(), startedAt, PROFILE, redactor);
    Run run = begun(results.id(), startedAt);
    results.write(run);
    results.writeFindings(
        Stream.concat(diagnosis.findings().stream(), hosts.findings().stream()).toList());
    results.write(Surroundings.read(kernel, List.of(work.path())).environment(startedAt));
    hosts.writeEnvironments(results);
    Path parts = Files.createDirectory(results.file("parts"));
    Settling settling = new Settling(MeasuredDirectory.of(work.path(), kernel));
    RateObserver observer =
        new RateObserver(
            plan,
            new RateRunner(work, results.path(), parts, plan, settling),
            probe,
            results,
            new ObservationFile(results, redactor),
            interruption);
    Run ended;
    try {
      ended = observed(run, observer, results, interruption);
    } finally {
      deleteAll(parts);
    }
    results.write(ended);
    return new LoadOutcome(
        plan, ended.status(), false, results.path(), variants, observer.observations());
  }

  /** Tries everything; the run as it is to be written when that has ended, one way or other. */
  private Run observed(
      Run run, RateObserver observer, RunDirectory results, Interruption interruption)
      throws IOException, InterruptedException {
    try {
      for (LoadSubject subject : plan.subjects()) {
        observe(subject, observer);
      }
      progress.clear();
      long failed =
          observer.observations().stream().filter(o -> o.status() == Status.FAILED).count();
      return run.ended(
          failed == 0 ? RunStatus.COMPLETE : RunStatus.FAILED,
          failed == 0
              ? null
              : failed + " of " + observer.observations().size() + " observations failed",
          Instant.now());
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (!interruption.requested()) {
        results.write(run.ended(RunStatus.FAILED, e.toString(), Instant.now()));
        throw e;
      }
      progress.clear();
      return run.ended(RunStatus.INTERRUPTED, "stopped by Ctrl-C or a signal", Instant.now());
    }
  }

  private Run begun(String id, Instant startedAt) {
    JsonNode profile = new JsonMapper().valueToTree(plan.resolvedTree());
    return Run.started(
        id,
        METHOD_VERSION,
        Checkout.version(),
        PROFILE,
        profile,
        plan.seed(),
        options.command(),
        Checkout.git(),
        startedAt);
  }

  private void observe(LoadSubject subject, RateObserver observer)
      throws IOException, InterruptedException {
    progress.at("probing the device");
    FileMethod method = subject.options().variant().fileMethod();
    boolean direct = method != null && method.direct();
    String refused = direct ? observer.directRefused() : null;
    int number = observer.observations().size();
    if (refused != null) {
      observer.keep(LoadFigures.withoutRate(plan, subject, number).skipped(refused));
      return;
    }
    long capacity = 0;
    if (plan.needsCapacity()) {
      progress.at(subject.label() + ": looking for its capacity");
      LoadResult estimate = observer.capacity(subject);
      if (estimate.failure() != null) {
        observer.keep(LoadFigures.withoutRate(plan, subject, number).failed(estimate.failure()));
        return;
      }
      capacity = Math.max(1, Math.round(estimate.achievedPerSecond()));
      progress.note(LoadText.capacity(plan, subject, capacity));
    }
    tryRates(subject, capacity, observer);
  }

  private void tryRates(LoadSubject subject, long capacity, RateObserver observer)
      throws IOException, InterruptedException {
    Rates rates = plan.rates(capacity);
    Slo slo = options.slo().orElse(null);
    List<Trial> trials = new ArrayList<>();
    int at = variants.size();
    OptionalLong rate = rates.next();
    while (rate.isPresent()) {
      progress.begin(subject, rate.getAsLong());
      Trial trial = observer.observe(subject, rate.getAsLong(), capacity);
      trials.add(trial);
      progress.end(subject, trial);
      rates.ended(trial.passed(slo));
      keep(at, new VariantOutcome(subject, capacity, trials, options.slo(), rates.found()));
      // a log that fails says nothing about rates
      boolean failed = trial.observation().status() == Status.FAILED;
      rate = failed && plan.needsCapacity() ? OptionalLong.empty() : rates.next();
    }
  }

  /** After each rate, so that an interruption leaves what there is. */
  private void keep(int at, VariantOutcome outcome) {
    if (variants.size() > at) {
      variants.set(at, outcome);
    } else {
      variants.add(outcome);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
