package org.ackmark.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArmChoiceTest {
  @Test
  void shouldHaveNoArmsWhereNothingIsCompared() {
    assertEquals(List.of(), ArmChoice.ONE.arms());
  }

  @Test
  void shouldMeasureTheOtherBuildTwiceAndThisOneOnce() {
    List<RunArm> arms = new ArmChoice(Optional.of("main"), List.of(), false).arms();
    assertEquals(
        List.of("base", "candidate", "base-again"), arms.stream().map(RunArm::name).toList());
    assertEquals("main", arms.get(0).against());
    assertEquals(null, arms.get(1).against());
    assertEquals("main", arms.get(2).against());
  }

  @Test
  void shouldHoldHandicapsAgainstThisBuild() {
    ArmChoice choice =
        new ArmChoice(
            Optional.empty(), List.of("slow:syncDelay=40us", "heavy:appendCopy=4KiB"), false);
    List<RunArm> arms = choice.arms();
    assertEquals(
        List.of("base", "base-again", "slow", "heavy"), arms.stream().map(RunArm::name).toList());
    assertEquals(40_000, arms.get(2).handicap().orElseThrow().syncDelayNs());
    assertEquals(4096, arms.get(3).handicap().orElseThrow().appendCopyBytes());
  }

  @ParameterizedTest
  @CsvSource({
    "syncDelay=40us, has no name",
    "slow:syncDely=40us, syncDelay",
    "slow:syncDelay=40, 40",
    "base:syncDelay=40us, two arms",
    "a/b:syncDelay=40us, letters",
    "slow:appendCopy=1GiB, 1MiB"
  })
  void shouldSayWhatIsWrongWithAHandicap(String text, String said) {
    ArmChoice choice = new ArmChoice(Optional.empty(), List.of(text), false);
    UsageException e = assertThrows(UsageException.class, choice::arms);
    assertTrue(e.getMessage().contains(said), e::getMessage);
  }
}
