package org.ackmark.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DisturbanceTest {
  @Test
  void slowerDeviceThatPasses() {
    Disturbance slower = Disturbance.between(1000L, 1500L, 30);
    assertTrue(slower.isGreat());
    assertEquals("the device became 50 % slower during the block (limit 30 %)", slower.reason());
  }

  @Test
  void fasterDeviceThatIsJudgedMildly() {
    Disturbance faster = Disturbance.between(1500L, 1000L, 30);
    assertTrue(faster.isGreat());
    assertEquals("the device became 50 % faster during the block (limit 30 %)", faster.reason());
  }

  @Test
  void steadyOrUnknownDeviceThatIsMarked() {
    assertFalse(Disturbance.between(1000L, 1290L, 30).isGreat());
    assertFalse(Disturbance.between(1290L, 1000L, 30).isGreat());
    assertFalse(Disturbance.between(1000L, 1990L, 100).isGreat());
    assertFalse(Disturbance.between(null, 1000L, 30).isGreat());
    assertFalse(Disturbance.between(1000L, null, 30).isGreat());
  }
}
