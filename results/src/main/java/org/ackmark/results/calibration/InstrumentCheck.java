package org.ackmark.results.calibration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ackmark.results.Arm;
import org.ackmark.results.Observation;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Effect;
import org.ackmark.results.compare.Margins;
import org.ackmark.results.compare.PairedComparison;
import org.ackmark.results.compare.Rules;
import org.ackmark.results.compare.Verdict;
import org.ackmark.results.files.StoredRun;

/**
 * How often the instrument is right. A long run, whose arms differ by known amounts or not at all,
 * is made into many runs of the usual length, and each is judged as a user's would be, disturbed
 * blocks and the veto of the control included: once by cutting it into pieces that share no block,
 * and once by drawing blocks from all of it. The margin must come from elsewhere, or the check
 * would judge itself. Pure, and for any thread.
 */
public final class InstrumentCheck {
  private final StoredRun stored;
  private final List<List<Observation>> blocks;
  private final int length;
  private final Margins margins;
  private final Rules rules;

  /**
   * What became of an arm.
   *
   * @param arm its name
   * @param role what it is to the base
   * @param effectPercent the change over the whole run
   * @param lowPercent lower end of its interval; absent if it has none
   * @param highPercent upper end of its interval; absent if it has none
   * @param blocks blocks of one comparison
   * @param disjoint of the pieces
   * @param drawn of the runs drawn from all blocks
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Checked(
      String arm,
      Arm.Role role,
      double effectPercent,
      Double lowPercent,
      Double highPercent,
      int blocks,
      Tally disjoint,
      Tally drawn) {}

  /**
   * Verdicts of many comparisons.
   *
   * @param comparisons how many
   * @param verdicts how often each was given
   * @param noVerdict how often none could be
   */
  public record Tally(int comparisons, Map<Verdict, Integer> verdicts, int noVerdict) {
    /** Copies the map. */
    public Tally {
      verdicts = Map.copyOf(verdicts);
    }

    /** Share of comparisons with that verdict, from 0 to 1. */
    public double share(Verdict verdict) {
      return (double) verdicts.getOrDefault(verdict, 0) / comparisons;
    }
  }

  /**
   * A check of comparisons of so many blocks.
   *
   * @throws IllegalArgumentException if the run has no two comparisons' worth of blocks
   */
  public InstrumentCheck(StoredRun stored, int blocksEach, Margins margins, Rules rules) {
    this.stored = stored;
    this.length = blocksEach;
    this.margins = margins;
    this.rules = rules;
    TreeMap<Integer, List<Observation>> byBlock = new TreeMap<>();
    stored
        .observations()
        .forEach(o -> byBlock.computeIfAbsent(o.block(), _ -> new ArrayList<>()).add(o));
    this.blocks = List.copyOf(byBlock.values());
    if (blocksEach < 2 || blocks.size() < 2 * blocksEach) {
      throw new IllegalArgumentException(
          "blocks=%d in run=%s, blocksEach=%d: two comparisons are the least"
              .formatted(blocks.size(), stored.run().id(), blocksEach));
    }
  }

  /**
   * Checks the controls and candidates of the run.
   *
   * @param draws how many runs are drawn
   * @param seed decides which blocks are
   */
  public List<Checked> check(int draws, long seed) {
    return stored.run().arms().stream()
        .filter(arm -> arm.role() != Arm.Role.BASE)
        .map(arm -> checked(arm, draws, seed))
        .toList();
  }

  private Checked checked(Arm arm, int draws, long seed) {
    Effect whole = PairedComparison.of(stored, arm, margins, rules).judged().getFirst();
    return new Checked(
        arm.name(),
        arm.role(),
        whole.effectPercent(),
        whole.lowPercent(),
        whole.highPercent(),
        length,
        tally(arm, pieces()),
        tally(arm, drawn(draws, seed)));
  }

  /** Which blocks make up each piece. */
  private List<int[]> pieces() {
    return IntStream.range(0, blocks.size() / length)
        .mapToObj(piece -> IntStream.range(piece * length, (piece + 1) * length).toArray())
        .toList();
  }

  private List<int[]> drawn(int draws, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, draws)
        .mapToObj(_ -> random.ints(length, 0, blocks.size()).toArray())
        .toList();
  }

  private Tally tally(Arm arm, List<int[]> choices) {
    List<Comparison> comparisons =
        choices.parallelStream()
            .map(chosen -> PairedComparison.of(run(chosen), arm, margins, rules))
            .toList();
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    int none = 0;
    for (Comparison comparison : comparisons) {
      if (comparison.verdict() == null) {
        none++;
      } else {
        verdicts.merge(comparison.verdict(), 1, Integer::sum);
      }
    }
    return new Tally(choices.size(), verdicts, none);
  }

  /** The run that would have had those blocks. */
  private StoredRun run(int[] chosen) {
    List<Observation> observations = new ArrayList<>();
    for (int block = 0; block < chosen.length; block++) {
      for (Observation observation : blocks.get(chosen[block])) {
        observations.add(observation.inBlock(block));
      }
    }
    return new StoredRun(
        stored.path(), stored.run(), stored.environment(), observations, stored.torn());
  }
}
