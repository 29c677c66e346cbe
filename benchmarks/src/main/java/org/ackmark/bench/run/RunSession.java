package org.ackmark.bench.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.bench.doctor.Diagnosis;
import org.ackmark.bench.doctor.Doctor;
import org.ackmark.bench.doctor.DoctorOptions;
import org.ackmark.bench.doctor.DoctorText;
import org.ackmark.bench.doctor.WorkDirectory;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.bench.env.Surroundings;
import org.ackmark.results.Finding;
import org.ackmark.results.Observation;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Status;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.json.Redactor;

/**
 * One run: claims the directory, asks the doctor, probes, makes one observation after another, and
 * leaves sound files wherever it stops. Blocks for all of it. For one thread, once.
 */
public final class RunSession {
  /** Of the way of measuring: runs of different ones are not compared. */
  private static final int METHOD_VERSION = 2;

  private final RunOptions options;
  private final RunPlan plan;
  private final Talk talk;
  private final List<Subject> subjects;
  private final BlockProbe probe;
  private final KernelFiles kernel = KernelFiles.live();

  private RunSession(RunOptions options, RunPlan plan, Talk talk) {
    this.options = options;
    this.plan = plan;
    this.talk = talk;
    this.subjects =
        plan.schedule().observations().stream()
            .map(planned -> new Subject(planned, plan.foreignOf(planned)))
            .toList();
    this.probe = new BlockProbe(MeasuredDirectory.of(options.directory(), kernel), subjects);
  }

  /**
   * Runs it.
   *
   * @param interruption closed by the caller, once it has said how the run ended
   * @throws org.ackmark.bench.env.DirectoryException when the directory can't be used
   * @throws org.ackmark.results.ResultsException when the results can't be written
   * @throws IOException when the device failed under the probe
   */
  public static RunOutcome run(
      RunOptions options, RunPlan plan, Talk talk, Interruption interruption)
      throws IOException, InterruptedException {
    return new RunSession(options, plan, talk).run(interruption);
  }

  private RunOutcome run(Interruption interruption) throws IOException, InterruptedException {
    requireRoomForResults();
    try (WorkDirectory work = WorkDirectory.claim(options.directory())) {
      work.requireFree(SpaceNeed.bytes(subjects, plan.profile().limits(), probe.occupiedBytes()));
      talk.notes().println(plan.estimate().summary());
      Diagnosis diagnosis = diagnose();
      talk.notes().print(DoctorText.render(diagnosis));
      return diagnosis.refused() ? RunOutcome.byDoctor() : record(work, diagnosis, interruption);
    }
  }

  /** Asked first: nobody wants to hear it after the doctor has watched the disk. */
  private void requireRoomForResults() {
    RunDirectory.requireWritable(options.out().orElseGet(Checkout::runs));
    if (options.out().filter(Files::exists).isPresent()) {
      RunDirectory.createAt(options.out().get(), Redactor.none());
    }
  }

  private Diagnosis diagnose() {
    DoctorOptions doctor =
        DoctorOptions.standard(0).withStrict(options.strict()).withAllowBusy(options.allowBusy());
    return new Doctor(kernel).examine(options.directory(), doctor);
  }

  private RunOutcome record(WorkDirectory work, Diagnosis diagnosis, Interruption interruption)
      throws IOException, InterruptedException {
    try (ArmHosts hosts = ArmHosts.of(plan.arms(), talk);
        ReplicaHosts replicas = ReplicaHosts.of(options.hosts(), work.path())) {
      Redactor redactor = Redaction.of(work, options.out());
      Instant now = Instant.now();
      Environment environment = Surroundings.read(kernel, List.of(work.path())).environment(now);
      RunDirectory results = results(now, redactor);
      Run run = begun(results.id(), now).withArms(hosts.arms());
      if (!plan.arms().isEmpty()) {
        talk.notes().println(Expectation.of(run, environment, plan.profile().blocks()));
      }
      Agenda agenda = Agenda.all(subjects);
      if (options.resume().isPresent()) {
        Resumption resumption = new Resumption(results);
        resumption.require(run, environment);
        run = resumption.run();
        agenda = resumption.rest(subjects);
        probe.goOn(resumption.probes());
      } else {
        results.write(run);
        results.writeFindings(concat(diagnosis.findings(), replicas.findings()));
        results.write(environment);
        replicas.writeEnvironments(results);
        talk.notes().print(replicas.text());
      }
      try (JmhParts parts = new JmhParts(results)) {
        ObservationRunner runner = runner(hosts, work, results, parts);
        BlockRecord record = new BlockRecord(new ObservationFile(results, redactor), agenda.past());
        BlockLoop loop = new BlockLoop(agenda, runner, probe, record, results);
        RunStatus status = run(run, loop, progress(agenda), results, interruption, record);
        if (status != RunStatus.INTERRUPTED) {
          parts.discard();
        }
        return new RunOutcome(status, false, results.path(), record.observations());
      }
    }
  }

  private static List<Finding> concat(List<Finding> first, List<Finding> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** Runs to the end, or until it is stopped, and writes how it ended. */
  private static RunStatus run(
      Run run,
      BlockLoop loop,
      ProgressLine progress,
      RunDirectory results,
      Interruption interruption,
      BlockRecord record)
      throws IOException, InterruptedException {
    RunStatus status = RunStatus.INTERRUPTED;
    String reason = "stopped by Ctrl-C or a signal; run --resume goes on";
    try {
      loop.run(progress, interruption);
      status = status(record.observations());
      reason = reason(record.observations());
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (!interruption.requested()) {
        results.write(run.ended(RunStatus.FAILED, e.toString(), Instant.now()));
        throw e;
      }
    }
    results.write(run.ended(status, reason, Instant.now()));
    return status;
  }

  private RunDirectory results(Instant startedAt, Redactor redactor) {
    if (options.resume().isPresent()) {
      return RunDirectory.reopen(options.resume().get(), redactor);
    }
    return options.out().isPresent()
        ? RunDirectory.createAt(options.out().get(), redactor)
        : RunDirectory.create(Checkout.runs(), startedAt, plan.profile().name(), redactor);
  }

  private Run begun(String id, Instant startedAt) {
    ObjectNode profile = new JsonMapper().valueToTree(plan.profile().resolvedTree());
    profile.put("disturbedAbovePercent", Disturbance.GREATEST_PERCENT);
    profile.put("disturbedInTurnsAbovePercent", Disturbance.GREATEST_IN_TURNS_PERCENT);
    return Run.started(
        id,
        METHOD_VERSION,
        Checkout.version(),
        plan.profile().name(),
        profile,
        plan.schedule().seed(),
        options.command(),
        Checkout.git(),
        startedAt);
  }

  private ObservationRunner runner(
      ArmHosts hosts, WorkDirectory work, RunDirectory results, JmhParts parts) {
    Settling settling = new Settling(MeasuredDirectory.of(work.path(), kernel));
    return new ObservationRunner(
        hosts,
        options.hosts().orElse(null),
        new WorkFolders(work),
        results,
        parts,
        plan.profile().limits(),
        settling);
  }

  private ProgressLine progress(Agenda agenda) {
    int left = agenda.blocks().stream().mapToInt(List::size).sum();
    double share = (double) left / Math.max(1, subjects.size());
    int blocks = Math.max(plan.profile().blocks(), 1 + agenda.lastNumber());
    return new ProgressLine(talk, left, blocks, plan.estimate().timeNs() * share);
  }

  private static RunStatus status(List<Observation> observations) {
    boolean failed = observations.stream().anyMatch(o -> o.status() == Status.FAILED);
    return failed ? RunStatus.FAILED : RunStatus.COMPLETE;
  }

  private static String reason(List<Observation> observations) {
    long failed = observations.stream().filter(o -> o.status() == Status.FAILED).count();
    return failed == 0 ? null : failed + " of " + observations.size() + " observations failed";
  }
}
