package org.ackmark.bench.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ackmark.bench.run.UsageException;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.amnesia.AmnesiaCell;
import org.ackmark.quorum.amnesia.AmnesiaTable;
import org.ackmark.quorum.amnesia.AmnesiaText;
import org.ackmark.quorum.amnesia.BlackoutCell;
import org.ackmark.quorum.amnesia.BlackoutTable;
import org.ackmark.quorum.amnesia.BlackoutText;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import org.ackmark.wal.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What do replicas forget, and who notices? */
@Command(
    name = "amnesia",
    description =
        "Predict which quorums lose an acknowledged write when replicas restart without what they"
            + " had not synced, and try it out: every choice of replicas, on simulated disks.",
    footer = {
      "",
      "Example: ackmark quorum amnesia",
      "         ackmark quorum amnesia --replicas 7 --level written --json",
      "",
      "Exit codes: 0 the rule told every outcome, 6 a write was lost that it called safe."
    })
final class AmnesiaCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "5",
      description = "The most replicas, up to 7 (default: ${DEFAULT-VALUE}).")
  private int mostReplicas;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description =
          "Only writes acknowledged at received, written or synced (default: written and synced).")
  private Level level;

  @Option(names = "--json", description = "Machine-readable on standard output: every cell.")
  private boolean json;

  AmnesiaCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (mostReplicas < 1 || mostReplicas > Quorum.MOST_REPLICAS) {
      throw new UsageException(
          "--replicas is %d, must be from 1 to %d".formatted(mostReplicas, Quorum.MOST_REPLICAS));
    }
    List<Level> levels = level == null ? List.of(Level.WRITTEN, Level.SYNCED) : List.of(level);
    Map<Level, List<AmnesiaCell>> amnesia = new LinkedHashMap<>();
    levels.forEach(each -> amnesia.put(each, AmnesiaTable.of(mostReplicas, each)));
    List<BlackoutCell> blackout = BlackoutTable.of(mostReplicas);
    if (json) {
      terminal.out().print(JsonText.pretty(tree(amnesia, blackout), Redactor.none()));
    } else {
      amnesia.forEach((each, cells) -> terminal.out().print(AmnesiaText.render(each, cells)));
      terminal.out().print(BlackoutText.render(blackout));
    }
    boolean told =
        amnesia.values().stream().flatMap(List::stream).allMatch(AmnesiaCell::asPredicted)
            && blackout.stream().allMatch(BlackoutCell::asPredicted);
    return (told ? ExitCode.OK : ExitCode.DATA_LOST).code();
  }

  private static Map<String, Object> tree(
      Map<Level, List<AmnesiaCell>> amnesia, List<BlackoutCell> blackout) {
    List<Object> restarts = new ArrayList<>();
    amnesia.values().forEach(cells -> cells.forEach(cell -> restarts.add(tree(cell))));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("restarts", restarts);
    tree.put("blackouts", blackout.stream().map(AmnesiaCommand::tree).toList());
    return tree;
  }

  private static Map<String, Object> tree(AmnesiaCell cell) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("replicas", cell.quorum().n());
    tree.put("readQuorum", cell.quorum().r());
    tree.put("writeQuorum", cell.quorum().w());
    tree.put("level", cell.quorum().level().name());
    tree.put("forgetful", cell.forgetful());
    tree.put("predictedSafe", cell.predictedSafe());
    tree.put("foundSafe", cell.foundSafe());
    tree.put("tried", cell.tried());
    tree.put("missed", cell.missed());
    cell.loss()
        .ifPresent(loss -> {
          tree.put("restarted", replicas(loss.restarted()));
          tree.put("answering", replicas(loss.answering()));
        });
    return tree;
  }

  /** The replicas of a bit mask, counted from 0. */
  private static List<Integer> replicas(int mask) {
    List<Integer> replicas = new ArrayList<>();
    for (int left = mask; left != 0; left &= left - 1) {
      replicas.add(Integer.numberOfTrailingZeros(left));
    }
    return replicas;
  }

  private static Map<String, Object> tree(BlackoutCell cell) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("replicas", cell.n());
    tree.put("readQuorum", cell.r());
    tree.put("writeQuorum", cell.w());
    tree.put("synced", cell.synced());
    tree.put("predictedRecoverable", cell.predictedRecoverable());
    tree.put("foundRecoverable", cell.foundRecoverable());
    tree.put("predictedSafe", cell.predictedSafe());
    tree.put("foundSafe", cell.foundSafe());
    tree.put("tried", cell.tried());
    tree.put("missed", cell.missed());
    return tree;
  }
}
