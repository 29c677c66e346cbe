package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ackmark.bench.doctor.WorkDirectory;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.bench.probe.FioCheck;
import org.ackmark.bench.probe.FioReport;
import org.ackmark.bench.probe.Probe;
import org.ackmark.bench.probe.ProbePlan;
import org.ackmark.bench.probe.ProbeResult;
import org.ackmark.bench.probe.ProbeText;
import org.ackmark.bench.probe.Setting;
import org.ackmark.bench.profile.Quantity;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is the device floor? */
@Command(
    name = "probe",
    description = "What does one write and its sync cost here, by each method? About 20 s.",
    footer = {"", "Example: ackmark probe --dir /mnt/disk/ackmark-data --verify"})
final class ProbeCommand implements Callable<Integer> {
  private static final long FIO_SLICE_MS = 500;

  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin private DirectoryOption directory;

  @Mixin private PairedOptions paired;

  @Option(names = "--time", paramLabel = "TIME", description = "In all, such as 5s.")
  private String time;

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
    try (WorkDirectory work = WorkDirectory.claim(directory.path())) {
      if (paired.asked()) {
        terminal.out().print(paired.run(work));
        return ExitCode.OK.code();
      }
      Path folder = work.folder("probe");
      if (verify) {
        return verify(FioCheck.run(folder, FIO_SLICE_MS)).code();
      }
      probe(folder, plan);
    }
    return ExitCode.OK.code();
  }

  private ProbePlan plan() {
    try {
      ProbePlan plan = ProbePlan.standard();
      return time == null ? plan : plan.lasting(Quantity.ns(time));
    } catch (IllegalArgumentException e) {
      throw (UsageException) new UsageException("--time " + e.getMessage()).initCause(e);
    }
  }

  private ExitCode verify(FioReport report) {
    terminal.out().print(json ? JsonText.pretty(report, Redactor.standard()) : report.text());
    return report.agrees() ? ExitCode.OK : ExitCode.INCONCLUSIVE;
  }

  private void probe(Path folder, ProbePlan plan) throws IOException {
    MeasuredDirectory measured = MeasuredDirectory.of(folder, KernelFiles.live());
    ProbeResult result = new Probe(measured, plan).run(this::progress);
    clear();
    terminal
        .out()
        .print(
            json
                ? JsonText.pretty(result.points(), Redactor.standard())
                : ProbeText.render(measured, result));
  }

  private void progress(Setting setting, int done, int total) {
    if (terminal.interactive()) {
      terminal.err().print("\r\u001b[Kprobing " + done + "/" + total + " " + text(setting));
      terminal.err().flush();
    }
  }

  private static String text(Setting setting) {
    return setting.method().label() + " " + Quantity.ofBytes(setting.sizeBytes());
  }

  private void clear() {
    if (terminal.interactive()) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }
}
