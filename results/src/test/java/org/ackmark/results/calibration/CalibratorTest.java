package org.ackmark.results.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ackmark.results.Arm;
import org.ackmark.results.Metric;
import org.ackmark.results.Observation;
import org.ackmark.results.ResultsException;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Margin;
import org.ackmark.results.compare.Margins;
import org.ackmark.results.compare.PairedComparison;
import org.ackmark.results.compare.Rules;
import org.ackmark.results.compare.Runs;
import org.ackmark.results.compare.Runs.Change;
import org.ackmark.results.compare.Verdict;
import org.ackmark.results.files.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dresults.calibrations=400} judges more runs. */
class CalibratorTest {
  private static final int RUNS = Integer.getInteger("results.calibrations", 200);
  private static final Calibrator CALIBRATOR = new Calibrator(3, Rules.STANDARD);

  @Test
  void shouldAskForMoreBlocksOnANoisierMachine() {
    int quiet = CALIBRATOR.calibrate(aa(1, 0.03)).blocks();
    int noisy = CALIBRATOR.calibrate(aa(1, 0.09)).blocks();
    assertEquals(12, quiet);
    assertTrue(noisy > quiet && noisy <= 24, "noisy=" + noisy);
  }

  @Test
  void shouldNotAskForAMarginBelowTheFloor() {
    assertEquals(3, CALIBRATOR.calibrate(aa(1, 0.002)).entries().getFirst().marginPercent(), 1e-9);
    assertEquals(3, CALIBRATOR.calibrate(aa(1, 0)).entries().getFirst().marginPercent(), 1e-9);
  }

  @Test
  void shouldFindAFifthAndSaySameAsOftenAsItPromises() {
    double noise = 0.05;
    Calibration calibration = CALIBRATOR.calibrate(aa(7, noise));
    Margins margins = calibration.margins(Margins.all(Margin.DEFAULT));
    List<StoredRun> runs =
        IntStream.range(0, RUNS)
            .parallel() // each is its seed's
            .mapToObj(i ->
                Runs.paired(
                    1000 + i,
                    calibration.blocks(),
                    noise,
                    new Change(Runs.BASE, 1),
                    new Change(Runs.CANDIDATE, 0.8),
                    new Change(Runs.CONTROL, 1)))
            .toList();
    long found = count(runs, run -> verdict(run, Runs.CANDIDATE, margins) == Verdict.REGRESSED);
    long same = count(runs, run -> verdict(run, Runs.CONTROL, margins) == Verdict.SAME);
    assertTrue(found >= 0.95 * RUNS, "found=" + found + " of " + RUNS);
    assertTrue(same >= 0.75 * RUNS, "same=" + same + " of " + RUNS);
  }

  private static long count(List<StoredRun> runs, Predicate<StoredRun> judged) {
    return runs.parallelStream().filter(judged).count();
  }

  @Test
  void shouldBeReadForItsOwnMachineAndProfileOnly(@TempDir Path folder) throws Exception {
    StoredRun run = aa(1, 0.03);
    CalibrationFile files = new CalibrationFile(folder.resolve("new"));
    Calibration calibration = CALIBRATOR.calibrate(run);
    Path file = files.write(calibration);
    assertEquals(calibration, files.of(run).orElseThrow());
    assertEquals(
        "calibrated on 2026-01-31",
        calibration
            .margins(Margins.all(Margin.DEFAULT))
            .of(Runs.GROUP, Metric.COMMITS_PER_SECOND)
            .source());
    Files.writeString(
        file, Files.readString(file).replace(calibration.fingerprint(), "1-0000000000000000"));
    ResultsException e =
        assertThrows(ResultsException.class, () -> CalibrationFile.read(file, run));
    assertTrue(e.getMessage().contains("fingerprint"), e::getMessage);
  }

  @Test
  void shouldNotTakeAFewWildBlocksForTheNoiseOfAll() {
    StoredRun quiet = aa(3, 0.03);
    List<Observation> some = new ArrayList<>(quiet.observations());
    for (int i = 1; i < 4; i += 2) {
      Observation o = some.get(i);
      some.set(i, Runs.ok(o.point(), o.arm(), o.block(), o.cost().commitsPerSecond() / 2));
    }
    StoredRun wild = new StoredRun(quiet.path(), quiet.run(), quiet.environment(), some, false);
    Calibration.Entry entry = CALIBRATOR.calibrate(wild).entries().getFirst();
    assertTrue(entry.noisePercent() > 15, entry::toString);
    assertTrue(entry.noiseBoundPercent() < entry.noisePercent(), entry::toString);
  }

  @Test
  void shouldNotLearnFromARunWithoutAControl() {
    StoredRun run =
        Runs.paired(1, 12, 0.03, new Change(Runs.BASE, 1), new Change(Runs.CANDIDATE, 1));
    assertThrows(IllegalArgumentException.class, () -> CALIBRATOR.calibrate(run));
  }

  private static Verdict verdict(StoredRun run, Arm arm, Margins margins) {
    Comparison comparison = PairedComparison.of(run, arm, margins, Rules.STANDARD);
    return comparison.judged().getFirst().verdict();
  }

  private static StoredRun aa(long seed, double noise) {
    return Runs.paired(seed, 24, noise, new Change(Runs.BASE, 1), new Change(Runs.CONTROL, 1));
  }
}
