package org.ackmark.wal.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How long a reunion is watched. */
class ReunionTest {
  private final Reunion reunion = new Reunion();

  @Test
  void shouldBeWatchedUntilItsDeadline() {
    reunion.begin(7, System.nanoTime() + TimeUnit.HOURS.toNanos(1));

    assertTrue(reunion.patienceNs() > 0);
    assertTrue(reunion.isWatched());
    assertTrue(reunion.isAwaited());
  }

  @Test
  void shouldLetTheCommitterSleepWhenNobodyComesBack() throws Exception {
    long deadlineNs = System.nanoTime();
    reunion.begin(7, deadlineNs);
    TimeUnit.MILLISECONDS.sleep(6);

    assertTrue(reunion.patienceNs() > 0, "one more look");
    assertFalse(reunion.isOpen());
    assertEquals(0, reunion.patienceNs());
    assertFalse(reunion.isWatched());
  }
}
