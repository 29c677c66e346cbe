package org.ackmark.bench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ackmark.bench.profile.NearestName;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.export.Document;
import org.ackmark.results.export.ExportedRun;
import org.ackmark.results.export.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The results of runs for somebody else's tool. */
@Command(
    name = "export",
    description = "Write the results of a run in the format of another tool.",
    footer = {
      "",
      "Formats:",
      "  jmh       the array of JMH, for its viewers and plugins (ops/s; a fork for each block)",
      "  benchfmt  for benchstat: benchstat -col /variant FILE, or benchstat BASE CANDIDATE",
      "  bmf       Bencher Metric Format: bencher run --adapter json --file FILE",
      "  gha       customBiggerIsBetter.json and customSmallerIsBetter.json, for"
          + " github-action-benchmark",
      "  otava     CSV for Apache Otava, a row for each run",
      "",
      "Observations that failed, were skipped, were disturbed or missed their rate are left out"
          + " and counted",
      "on standard error.",
      "",
      "Example: ackmark export results/runs/2026-01-31T120000Z-quick --to benchfmt --out quick.txt",
      "         ackmark export results/runs/* --to otava --arm base --out history.csv",
      "",
      "Exit codes: 0 ok, 2 usage, 3 nothing can be exported, or the runs can't be compared."
    })
final class ExportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "The folder of a run; several for benchfmt and otava.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORMAT",
      description = "jmh, benchfmt, bmf, gha or otava.")
  private String to;

  @Option(
      names = "--out",
      paramLabel = "PATH",
      description =
          "A file, or a folder to put it in (default: standard output; gha needs a folder).")
  private Path out;

  @Option(names = "--arm", paramLabel = "NAME", description = "Which arm, if a run has several.")
  private String arm;

  @Option(
      names = "--include-doubtful",
      description = "Export what was disturbed or missed its rate too; no tool will see the mark.")
  private boolean includeDoubtful;

  ExportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Format format = format();
    ExportTarget target = ExportTarget.of(out, format);
    ExportSource source = new ExportSource(arm, includeDoubtful, terminal.err());
    List<ExportedRun> exported = runs.stream().flatMap(run -> source.read(run).stream()).toList();
    if (exported.isEmpty()) {
      terminal.err().println("ackmark: nothing to export: no observation is fit for it");
      return ExitCode.INCONCLUSIVE.code();
    }
    if (differ(exported.stream().map(run -> run.run().methodVersion()))) {
      terminal.err().println("ackmark: the runs were measured by different methods, see run.json");
      return ExitCode.INCONCLUSIVE.code();
    }
    if (differ(exported.stream().map(run -> run.environment().fingerprint()))) {
      terminal.err().println("Note: the runs are from different machines or settings of one.");
    }
    List<Document> documents = format.exporter().export(exported);
    target.write(documents, terminal);
    return ExitCode.OK.code();
  }

  private Format format() {
    List<String> labels = Stream.of(Format.values()).map(Format::label).toList();
    Format format =
        Format.labelled(to)
            .orElseThrow(() ->
                new UsageException(
                    "--to: unknown format '" + to + "'; " + NearestName.hint(to, labels)));
    if (runs.size() > 1 && !format.joinsRuns()) {
      throw new UsageException(
          "--to " + to + " takes one run, here are " + runs.size() + ": their points would mix");
    }
    return format;
  }

  private static boolean differ(Stream<?> facts) {
    return facts.distinct().count() > 1;
  }
}
