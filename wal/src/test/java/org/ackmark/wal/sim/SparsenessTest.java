package org.ackmark.wal.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Zeros take no memory, and a copy shares what neither side has changed. */
class SparsenessTest {
  private final SectorMap map = new SectorMap();

  @Test
  void shouldStoreNothingForZeros() {
    Sectors sectors = new Sectors(512);

    sectors.write(0, new byte[1 << 20], 1 << 20, 1, sector -> Layer.KERNEL);

    assertEquals(0, sectors.issues().count());
  }

  @Test
  void shouldShareUntilEitherSideWrites() {
    byte[] one = {1};
    byte[] two = {2};
    map.put(7, one);
    SectorMap copy = map.copy();

    map.put(7, two);
    copy.put(8, two);

    assertArrayEquals(two, map.get(7));
    assertNull(map.get(8));
    assertArrayEquals(one, copy.get(7));
    assertArrayEquals(two, copy.get(8));
  }

  @Test
  void shouldKeepCopiesOfCopiesApart() {
    map.put(0, new byte[] {1});
    SectorMap second = map.copy();
    SectorMap third = second.copy();

    second.put(0, new byte[] {2});
    third.put(0, null);

    assertArrayEquals(new byte[] {1}, map.get(0));
    assertArrayEquals(new byte[] {2}, second.get(0));
    assertNull(third.get(0));
  }

  @Test
  void shouldListStoredSectorsInOrder() {
    for (long sector : List.of(1_000_000L, 3L, 130L, 127L, 128L)) {
      map.put(sector, new byte[] {1});
    }
    map.put(130, null);

    assertEquals(List.of(127L, 128L, 1_000_000L), map.storedFrom(100));
    assertNotNull(map.get(3));
  }
}
