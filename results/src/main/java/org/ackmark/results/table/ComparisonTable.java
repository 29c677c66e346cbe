package org.ackmark.results.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Design;
import org.ackmark.results.compare.DroppedBlock;
import org.ackmark.results.compare.Effect;
import org.ackmark.results.compare.Side;
import org.ackmark.results.compare.Verdict;

/**
 * A comparison for the terminal: effect first, then how sure it is. Metrics that were declared come
 * with a verdict, the others of the same point below them without. Immutable.
 */
public final class ComparisonTable {
  private static final int MOST_NAMED = 5;
  private static final Pattern COMMIT = Pattern.compile("([0-9a-f]{12})[0-9a-f]{28}(.*)");

  private final Comparison comparison;
  private final TableStyle style;
  private final EffectCells cells;

  private ComparisonTable(Comparison comparison, TableStyle style) {
    this.comparison = comparison;
    this.style = style;
    this.cells = new EffectCells(style);
  }

  /** The comparison as lines, each ended. */
  public static String render(Comparison comparison, TableStyle style) {
    return new ComparisonTable(comparison, style).text();
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    lines.addAll(head());
    lines.add("");
    lines.addAll(rows());
    lines.add("");
    comparison.dropped().forEach(block -> lines.add(style.warning(left(block))));
    if (comparison.judged().stream().anyMatch(e -> e.detectablePercent() != null)) {
      wrapped("", detectable()).forEach(line -> lines.add(style.faint(line)));
    }
    if (!comparison.controls().isEmpty()) {
      lines.add(style.faint(control()));
    }
    comparison.notes().forEach(note -> lines.addAll(wrapped("note: ", note)));
    lines.addAll(wrapped("", conclusion()).stream().map(style::strong).toList());
    return String.join("\n", lines).replaceAll("\n{3,}", "\n\n") + "\n";
  }

  private List<String> head() {
    List<String> lines = new ArrayList<>();
    String what =
        switch (comparison.design()) {
          case PAIRED_BLOCKS -> blocks(comparison.blocks()) + " in pairs";
          case SESSIONS -> "runs against a stored set, one value for each run";
          case TWO_RUNS -> "runs of different times, not interleaved";
          case ENVIRONMENTS -> "across environments";
        };
    lines.add(style.strong("profile " + comparison.profileName() + style.dot() + what));
    lines.add(side(comparison.base()));
    lines.add(side(comparison.candidate()));
    if (comparison.design() == Design.ENVIRONMENTS) {
      lines.add("");
      lines.add(style.strong("What differs between the environments"));
      List<String> differences = comparison.environment();
      lines.addAll(differences.isEmpty() ? List.of("  nothing that is recorded") : List.of());
      differences.forEach(difference -> lines.add("  " + style.printable(difference)));
    }
    return lines;
  }

  private static String blocks(int count) {
    return count == 1 ? "1 block" : count + " blocks";
  }

  private String side(Side side) {
    String name = side.name().equals("base") ? "base" : "candidate";
    String runs =
        side.runs().size() == 1 ? "run " + side.runs().getFirst() : side.runs().size() + " runs";
    String arm = side.name().equals(name) ? "" : " (arm " + side.name() + ")";
    String builds =
        side.commits().stream().map(ComparisonTable::brief).collect(Collectors.joining(", "));
    return style.printable(
        String.format("  %-10s %s%s%s", name, runs, arm, builds.isEmpty() ? "" : ", " + builds));
  }

  /** A commit as git shortens it; other names of builds as they are. */
  private static String brief(String build) {
    Matcher commit = COMMIT.matcher(build);
    return commit.matches() ? commit.group(1) + commit.group(2) : build;
  }

  private List<String> rows() {
    List<Effect> ordered = EffectCells.ordered(comparison.effects());
    if (ordered.isEmpty()) {
      return List.of("No point was measured on both sides.");
    }
    Grid grid = cells.grid(ordered);
    List<String> lines = new ArrayList<>();
    grid.head().stream().filter(l -> !l.isBlank()).forEach(line -> lines.add(style.strong(line)));
    lines.add(style.faint(style.rule(grid.length())));
    List<String> body = grid.body();
    for (int i = 0; i < body.size(); i++) {
      lines.add(coloured(ordered.get(i), body.get(i)));
    }
    for (Effect effect : ordered) {
      if (effect.primary() && effect.note() != null) {
        lines.addAll(wrapped("", effect.point().variant() + ": " + effect.note()));
      }
    }
    return lines;
  }

  private String coloured(Effect effect, String line) {
    if (!effect.primary()) {
      return style.faint(line);
    }
    boolean bad = effect.verdict() == Verdict.REGRESSED || effect.verdict() == Verdict.INCONCLUSIVE;
    return bad ? style.warning(line) : line;
  }

  private static String left(DroppedBlock block) {
    return "block " + (block.block() + 1) + " counts for no arm: " + block.reason();
  }

  private String detectable() {
    List<String> parts =
        comparison.judged().stream()
            .filter(e -> e.detectablePercent() != null)
            .map(e -> EffectCells.title(e) + " " + EffectCells.about(e.detectablePercent()))
            .toList();
    return String.format(
        Locale.ROOT,
        "least change that is found beside this noise %.0f times in 100: %s",
        100 * comparison.rules().power(),
        String.join(", ", parts));
  }

  private String control() {
    List<String> parts =
        comparison.controls().stream()
            .map(e -> "%s %s".formatted(EffectCells.title(e), cells.effect(e)))
            .limit(MOST_NAMED)
            .toList();
    return style.printable("control, the base against itself: " + String.join(", ", parts));
  }

  private String conclusion() {
    if (comparison.noVerdict() != null) {
      return "NO VERDICT: " + comparison.noVerdict();
    }
    return switch (comparison.verdict()) {
      case REGRESSED -> "REGRESSED: " + named(Verdict.REGRESSED);
      case IMPROVED -> "IMPROVED: " + named(Verdict.IMPROVED);
      case SAME -> "SAME: no primary metric changed by more than its margin";
      case INCONCLUSIVE -> "INCONCLUSIVE: " + named(Verdict.INCONCLUSIVE);
    };
  }

  private String named(Verdict verdict) {
    List<String> parts =
        comparison.judged().stream()
            .filter(e -> e.verdict() == verdict)
            .map(this::sentence)
            .toList();
    String more = parts.size() > MOST_NAMED ? " and " + (parts.size() - MOST_NAMED) + " more" : "";
    return parts.isEmpty()
        ? "see the notes"
        : String.join("; ", parts.subList(0, Math.min(MOST_NAMED, parts.size()))) + more;
  }

  private String sentence(Effect effect) {
    String head =
        "%s %s %s, %s"
            .formatted(
                EffectCells.title(effect),
                effect.metric(),
                cells.effect(effect),
                cells.interval(effect));
    String margin =
        String.format(
            Locale.ROOT, ", margin %.3g %% (%s)", effect.marginPercent(), effect.marginSource());
    String more =
        effect.moreSamples() == null
            ? ""
            : ", needs about " + effect.moreSamples() + " more blocks";
    return head + margin + more;
  }

  private List<String> wrapped(String head, String text) {
    return Wrapping.lines(style.printable(head + text), style.width(), 2);
  }
}
