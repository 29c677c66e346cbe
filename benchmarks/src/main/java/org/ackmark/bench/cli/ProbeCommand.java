package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ackmark.bench.doctor.WorkDirectory;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.bench.nic.EchoProcess;
import org.ackmark.bench.nic.NicText;
import org.ackmark.bench.paired.Contest;
import org.ackmark.bench.probe.FioCheck;
import org.ackmark.bench.probe.FioReport;
import org.ackmark.bench.probe.Probe;
import org.ackmark.bench.probe.ProbePlan;
import org.ackmark.bench.probe.ProbeResult;
import org.ackmark.bench.probe.ProbeText;
import org.ackmark.bench.probe.Setting;
import org.ackmark.bench.profile.Quantity;
import org.ackmark.bench.run.Interruption;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.ProbePoint;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is the device floor? */
@Command(
    name = "probe",
    description =
        "What does one write and its sync cost here, by each method, and a round trip?"
            + " About 25 s.",
    footer = {
      "",
      "Example: ackmark probe --dir /mnt/disk/ackmark-data --verify",
      "         ackmark probe --against group --writers 64",
      "         ackmark probe --against group --writers 64 --replication log-3-2-2-synced-processes"
    })
final class ProbeCommand implements Callable<Integer> {
  private static final long FIO_SLICE_MS = 500;
  private static final long LEAST_NS = 1_000_000_000;
  private static final long NETWORK_WINDOW_NS = 200_000_000; // of each of nine points

  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin private DirectoryOption directory;

  @Mixin private PairedOptions paired;

  @Option(names = "--time", paramLabel = "TIME", description = "In all, such as 5s.")
  private String time;

  @Option(names = "--no-network", description = "Leave the network out: about 4 s less.")
  private boolean noNetwork;

  @Option(names = "--verify", description = "Hold the probe against fio, if it is installed.")
  private boolean verify;

  @Option(names = "--json", description = "Machine-readable on standard output.")
  private boolean json;

  ProbeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProbePlan plan = plan();
    Contest contest = paired.asked() ? paired.contest() : null;
    try (Interruption interruption = new Interruption()) {
      try (WorkDirectory work = WorkDirectory.claim(directory.path())) {
        return measure(work, plan, contest).code();
      } catch (IOException | InterruptedException | RuntimeException e) {
        if (!interruption.requested()) {
          throw e;
        }
        terminal.overwrite("");
        terminal.err().println("Interrupted; a probe keeps nothing.");
        return ExitCode.INTERRUPTED.code();
      }
    }
  }

  private ExitCode measure(WorkDirectory work, ProbePlan plan, Contest contest)
      throws IOException, InterruptedException {
    if (contest != null) {
      paired.run(contest, work, terminal, json);
      return ExitCode.OK;
    }
    Path folder = work.folder("probe");
    if (verify) {
      return verify(FioCheck.run(folder, FIO_SLICE_MS));
    }
    probe(folder, plan);
    return ExitCode.OK;
  }

  private ProbePlan plan() {
    try {
      ProbePlan plan = ProbePlan.standard();
      return time == null ? plan : plan.lasting(atLeast(LEAST_NS, Quantity.ns(time)));
    } catch (IllegalArgumentException e) {
      throw (UsageException) new UsageException("--time " + e.getMessage()).initCause(e);
    }
  }

  private static long atLeast(long least, long ns) {
    if (ns < least) {
      throw new IllegalArgumentException(
          "must be at least 1s: each method at each size needs some");
    }
    return ns;
  }

  private ExitCode verify(FioReport report) {
    terminal.out().print(json ? JsonText.pretty(report, Redactor.standard()) : report.text());
    return report.agrees() ? ExitCode.OK : ExitCode.INCONCLUSIVE;
  }

  private void probe(Path folder, ProbePlan plan) throws IOException, InterruptedException {
    MeasuredDirectory measured = MeasuredDirectory.of(folder, KernelFiles.live());
    ProbeResult result = new Probe(measured, plan).run(this::progress);
    List<ProbePoint> network = noNetwork ? List.of() : network();
    terminal.overwrite("");
    if (json) {
      List<ProbePoint> all = Stream.concat(result.points().stream(), network.stream()).toList();
      terminal.out().print(JsonText.pretty(all, Redactor.standard()));
    } else {
      terminal.out().print(ProbeText.render(measured, result));
      terminal.out().print(network.isEmpty() ? "" : NicText.render("loopback", network));
    }
  }

  private List<ProbePoint> network() throws IOException, InterruptedException {
    terminal.overwrite("probing the network");
    try (EchoProcess echo = EchoProcess.start()) {
      return echo.probe().run(NETWORK_WINDOW_NS);
    }
  }

  private void progress(Setting setting, int done, int total) {
    terminal.overwrite("probing " + done + "/" + total + " " + text(setting));
  }

  private static String text(Setting setting) {
    return setting.method().label() + " " + Quantity.ofBytes(setting.sizeBytes());
  }
}
