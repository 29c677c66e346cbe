package org.ackmark.bench.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.ackmark.bench.doctor.Diagnosis;
import org.ackmark.bench.doctor.Doctor;
import org.ackmark.bench.doctor.DoctorOptions;
import org.ackmark.bench.doctor.DoctorText;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Is this machine fit to measure on? */
@Command(
    name = "doctor",
    description = "Is this machine, and this directory, fit to measure on?",
    footer = {"", "Example: ackmark doctor --dir /mnt/disk/ackmark-data"})
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin private DirectoryOption directory;

  @Option(names = "--strict", description = "Refuse on warnings too.")
  private boolean strict;

  @Option(names = "--allow-busy", description = "Only warn if somebody else uses the disk.")
  private boolean allowBusy;

  @Option(names = "--json", description = "Machine-readable on standard output.")
  private boolean json;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    DoctorOptions options = DoctorOptions.standard(0).withStrict(strict).withAllowBusy(allowBusy);
    Diagnosis diagnosis = new Doctor(KernelFiles.live()).examine(directory.existing(), options);
    terminal
        .out()
        .print(
            json
                ? JsonText.pretty(diagnosis.findings(), Redactor.standard())
                : DoctorText.render(diagnosis));
    return (diagnosis.refused() ? ExitCode.REFUSED : ExitCode.OK).code();
  }
}
