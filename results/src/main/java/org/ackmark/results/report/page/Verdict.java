package org.ackmark.results.report.page;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ackmark.results.Arm;
import org.ackmark.results.Finding;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Status;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.report.chart.Words;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;

/** What was measured and how sure the figures are, in a few sentences. */
final class Verdict {
  /** With fewer blocks no interval can be told, so none is claimed. */
  private static final int BLOCKS_FOR_INTERVALS = 6;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final RunView view;

  Verdict(RunView view) {
    this.view = view;
  }

  /** In a word or two, for the mark at its top. */
  String word() {
    return switch (view.run().status()) {
      case INTERRUPTED -> "interrupted";
      case FAILED -> "some failed";
      case COMPLETE -> marked() > 0 ? "complete, with marks" : "complete";
    };
  }

  /** Whether something is to be taken with care. */
  boolean careful() {
    return view.run().status() != RunStatus.COMPLETE || marked() > 0;
  }

  /** When it began. */
  String began() {
    return DAY.format(view.run().startedAt());
  }

  /** What was measured. */
  String measured() {
    long variants = view.points().stream().map(p -> p.point().variant()).distinct().count();
    List<Arm> arms = view.run().arms();
    String builds = arms == null ? "" : " of " + Words.count(arms.size(), "build");
    return "Profile %s: %s%s %s, %s in all, begun on %s%s."
        .formatted(
            view.run().profileName(),
            Words.count(variants, "variant"),
            builds,
            under(),
            Words.count(view.observations().size(), "observation"),
            began(),
            took());
  }

  private String under() {
    if (view.offered()) {
      long rates = view.points().stream().map(Measured::offeredPerSecond).distinct().count();
      return "at " + Words.count(rates, "offered rate");
    }
    long loads = view.points().stream().map(p -> Words.load(p.point())).distinct().count();
    return "under %s in %s"
        .formatted(Words.count(loads, "load"), Words.count(view.blocks(), "block"));
  }

  private String took() {
    Run run = view.run();
    if (run.endedAt() == null) {
      return "";
    }
    long seconds = Duration.between(run.startedAt(), run.endedAt()).toSeconds();
    return seconds < 60
        ? ", done in " + seconds + " s"
        : ", done in %d min %d s".formatted(seconds / 60, seconds % 60);
  }

  /** How sure it is, one sentence each. */
  List<String> certainty() {
    List<String> sentences = new ArrayList<>();
    if (view.run().status() == RunStatus.INTERRUPTED) {
      String reason = view.run().reason() == null ? "" : " (" + view.run().reason() + ")";
      sentences.add(
          "The run did not come to its end%s: what is here is sound, the rest was not measured."
              .formatted(reason));
    }
    view.comparisons().forEach(comparison -> sentences.add(found(comparison)));
    sentences.add(statuses());
    sentences.add(blocks());
    long warnings = warnings().size();
    if (warnings > 0) {
      sentences.add(
          "The doctor has %s about this machine.".formatted(Words.count(warnings, "warning")));
    }
    return sentences;
  }

  private static String found(Comparison comparison) {
    String what =
        comparison.verdict() == null
            ? "no verdict"
            : comparison.verdict().name().toLowerCase(Locale.ROOT);
    return Words.sentence(
        "%s against %s: %s."
            .formatted(comparison.candidate().name(), comparison.base().name(), what));
  }

  /** What the doctor warns of. */
  List<Finding> warnings() {
    return view.findings().stream().filter(f -> f.severity() != Finding.Severity.OK).toList();
  }

  private String statuses() {
    long all = view.observations().size();
    if (marked() == 0) {
      return all == 1
          ? "The one observation ran as intended."
          : "All %,d observations ran as intended.".formatted(all);
    }
    String marks =
        Stream.of(Status.DISTURBED, Status.MISSED, Status.FAILED, Status.SKIPPED)
            .filter(status -> view.count(status) > 0)
            .map(status -> view.count(status) + " " + Words.status(status))
            .collect(Collectors.joining(", "));
    return "%,d of %,d observations ran as intended; %s."
        .formatted(view.count(Status.OK), all, marks);
  }

  private String blocks() {
    int blocks = view.repetitions();
    if (view.offered() && blocks == 1) {
      return "Each rate was offered once: take small differences for none.";
    }
    if (blocks == 1) {
      return "One block says nothing about how figures vary: take small differences for none.";
    }
    return blocks < BLOCKS_FOR_INTERVALS
        ? "%d blocks are too few for intervals: take a difference within the ranges shown for none."
            .formatted(blocks)
        : "Figures are medians over %d blocks.".formatted(blocks);
  }

  private long marked() {
    return view.observations().size() - view.count(Status.OK);
  }
}
