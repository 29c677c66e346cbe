package org.ackmark.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AssignmentTest {
  @Test
  void knobThatIsLostOnItsWayIntoTheJvm() {
    Assignment assignment =
        Assignment.byHand("group", "/data", 100, 8).withStore(7, 3).withLogBytes(9);
    String argument = assignment.jvmArgument();
    String json = argument.substring(argument.indexOf('=') + 1);
    assertEquals(assignment, Assignment.parse(json));
  }

  @Test
  void unknownVariantByHandThatIsTakenForAnother() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Assignment.byHand("grup", "/data", 1, 1));
    assertTrue(e.getMessage().contains("grup"), e.getMessage());
  }
}
