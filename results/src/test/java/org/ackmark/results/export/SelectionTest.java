package org.ackmark.results.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.ackmark.results.Observation;
import org.ackmark.results.ObservationBuilder;
import org.ackmark.results.Samples;
import org.junit.jupiter.api.Test;

class SelectionTest {
  private static final Observation OK = measured(0).ok();
  private static final Observation DISTURBED = measured(1).disturbed("the probe moved");
  private static final Observation MISSED = measured(2).missed("held 90 % of its rate");
  private static final Observation FAILED = Samples.observation(Samples.group(), 3).failed("threw");
  private static final Observation SKIPPED =
      Samples.observation(Samples.group(), 4).skipped("no O_DIRECT");
  private static final Observation FLAGGED =
      Samples.observation(Samples.group(), 5).metric("endedAtBytes", 1).ok();
  private static final List<Observation> ALL =
      List.of(OK, DISTURBED, MISSED, FAILED, SKIPPED, FLAGGED);

  @Test
  void shouldKeepOnlyWhatRanAsIntendedAndCountTheRest() {
    Selection selection = Selection.of(ALL, null, false);
    assertEquals(List.of(OK), selection.observations());
    assertEquals(
        "1 disturbed, 1 failed, 1 missed, 1 skipped, 1 without a figure", selection.leftOutText());
    assertTrue(selection.leftOutDoubtful());
  }

  @Test
  void shouldKeepWhatIsDoubtfulOnlyIfAsked() {
    Selection selection = Selection.of(ALL, null, true);
    assertEquals(List.of(OK, DISTURBED, MISSED), selection.observations());
    assertEquals(Map.of("failed", 1, "skipped", 1, "without a figure", 1), selection.leftOut());
    assertFalse(selection.leftOutDoubtful());
  }

  @Test
  void shouldTakeOneArmAndCountNothingOfTheOthers() {
    Observation base = measured(0).arm("base").ok();
    Observation candidate = measured(0).arm("candidate").ok();
    Observation broken = Samples.observation(Samples.group(), 1).arm("base").failed("threw");
    List<Observation> all = List.of(candidate, base, broken);
    assertEquals(List.of("candidate", "base"), Selection.arms(all));
    assertEquals(List.of(base), Selection.of(all, "base", false).observations());
    assertEquals("1 failed", Selection.of(all, "base", false).leftOutText());
    assertEquals("", Selection.of(all, "candidate", false).leftOutText());
    assertEquals(List.of(), Selection.of(all, null, false).observations());
  }

  @Test
  void shouldRefuseARunOfWhichNothingIsLeft() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ExportedRun(Samples.run(), Samples.environment(), null, List.of()));
  }

  private static ObservationBuilder measured(int block) {
    return Samples.observation(Samples.group(), block)
        .cost(Samples.cost(40_000, 1))
        .latency(Samples.latency(1_000_000));
  }
}
