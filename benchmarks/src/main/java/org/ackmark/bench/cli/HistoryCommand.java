package org.ackmark.bench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ackmark.bench.profile.NearestName;
import org.ackmark.bench.run.Checkout;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.Metric;
import org.ackmark.results.history.Annotation;
import org.ackmark.results.history.History;
import org.ackmark.results.history.Series;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import org.ackmark.results.table.HistoryTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** When did a figure change? */
@Command(
    name = "history",
    description = "Show the runs of a folder in the order of time, and where their level changed.",
    footer = {
      "",
      "Example: ackmark history",
      "         ackmark history nightly/ --variant group --metric p99Ns --min-change 5",
      "",
      "Runs of different machines, methods or profiles are different series. A change needs several"
          + " runs after it to be seen; to judge a single run, compare it.",
      "Notes are a JSON list: [{\"date\": \"2026-01-31\", \"text\": \"kernel 6.19\"}], each with a"
          + " variant if it concerns only one.",
      "Exit codes: 0 shown, with or without changes; 2 something can't be read; 3 no series has"
          + " enough runs."
    })
final class HistoryCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "A folder of runs (default: results/runs in the checkout).")
  private Path folder;

  @Option(names = "--variant", paramLabel = "NAME", description = "Only this variant; repeatable.")
  private List<String> variants = new ArrayList<>();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "The figure, such as p99Ns (default: the one that the profile declares for the variant).")
  private String metric;

  @Option(
      names = "--min-change",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = "Leave out changes up to this size (default: ${DEFAULT-VALUE}, none).")
  private double minChangePercent;

  @Option(
      names = "--annotations",
      paramLabel = "FILE",
      description = "Notes to show beside the runs (default: annotations.json in DIR, if there).")
  private Path annotations;

  @Option(names = "--json", description = "Machine-readable on standard output.")
  private boolean json;

  HistoryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (!(minChangePercent >= 0 && minChangePercent < 1000)) {
      throw new UsageException(
          "--min-change is " + minChangePercent + ", must be a percentage from 0, below 1000");
    }
    Path runs = folder == null ? Checkout.runs() : folder;
    History history =
        selected(History.read(runs, metric()))
            .searched(minChangePercent / 100)
            .annotated(notes(runs));
    terminal
        .out()
        .print(
            json
                ? JsonText.pretty(history, Redactor.none())
                : HistoryTable.render(history, terminal.style()));
    return exitCode(history).code();
  }

  private Metric metric() {
    if (metric == null) {
      return null;
    }
    List<String> labels = Stream.of(Metric.values()).map(Metric::label).toList();
    return Metric.labelled(metric)
        .orElseThrow(() ->
            new UsageException(
                "unknown metric '" + metric + "'; " + NearestName.hint(metric, labels)));
  }

  private History selected(History history) {
    List<String> known = history.variants();
    for (String variant : variants) {
      if (!known.isEmpty() && !known.contains(variant)) {
        throw new UsageException(
            "no run holds variant '" + variant + "'; " + NearestName.hint(variant, known));
      }
    }
    return variants.isEmpty() ? history : history.only(variants);
  }

  private List<Annotation> notes(Path runs) {
    Path usual = runs.resolve(Annotation.FILE);
    if (annotations == null && !Files.exists(usual)) {
      return List.of();
    }
    return Annotation.read(annotations == null ? usual : annotations);
  }

  private ExitCode exitCode(History history) {
    if (history.series().stream().anyMatch(Series::enough)) {
      return ExitCode.OK;
    }
    int longest = history.series().stream().mapToInt(s -> s.sound().size()).max().orElse(0);
    terminal
        .err()
        .println(
            "ackmark: no series has the %d runs that are needed to find a change; the longest has %d"
                .formatted(Series.LEAST_RUNS, longest));
    return ExitCode.INCONCLUSIVE;
  }
}
