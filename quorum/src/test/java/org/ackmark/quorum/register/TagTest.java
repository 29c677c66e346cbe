package org.ackmark.quorum.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How tags are packed, and that none comes twice. */
class TagTest {
  @Test
  void shouldOrderBySequenceThenIncarnationThenWriter() {
    List<Tag> ascending =
        List.of(
            Tag.NONE,
            Tag.abd(1, 0, 0),
            Tag.abd(1, 0, Tag.MAX_WRITER),
            Tag.abd(1, 1, 0),
            Tag.abd(1, Tag.MAX_INCARNATION, Tag.MAX_WRITER),
            Tag.abd(2, 0, 0),
            Tag.abd(Tag.MAX_SEQUENCE, Tag.MAX_INCARNATION, Tag.MAX_WRITER));
    for (int i = 1; i < ascending.size(); i++) {
      assertTrue(ascending.get(i - 1).isOlderThan(ascending.get(i)), ascending.toString());
    }
    assertEquals(new Tag(Long.MAX_VALUE), ascending.getLast());
  }

  @Test
  void shouldGiveBackWhatWasPacked() {
    Tag abd = Tag.abd(123_456_789_012L >>> 2, 54_321, 4_000);
    assertEquals(123_456_789_012L >>> 2, abd.sequence());
    assertEquals(54_321, abd.incarnation());
    assertEquals(4_000, abd.writer());
    Tag lww = Tag.lww(Tag.MAX_WALL_MICROS, 7);
    assertEquals(Tag.MAX_WALL_MICROS, lww.wallMicros());
    assertEquals(7, lww.writer());
  }

  @Test
  void shouldRefuseWhatDoesNotFit() {
    assertThrows(IllegalArgumentException.class, () -> Tag.abd(0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Tag.abd(Tag.MAX_SEQUENCE + 1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> Tag.abd(1, Tag.MAX_INCARNATION + 1, 0));
    assertThrows(IllegalArgumentException.class, () -> Tag.abd(1, 0, Tag.MAX_WRITER + 1));
    assertThrows(IllegalArgumentException.class, () -> Tag.lww(Tag.MAX_WALL_MICROS + 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Tag(-1));
  }

  @Test
  void shouldNeverMakeTheSameTagTwice() {
    TagGuard counting = new TagGuard(3, 1);
    TagGuard timed = new TagGuard(3, 0);
    Set<Tag> made = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      assertTrue(made.add(counting.above(Tag.abd(5, 9, 9))));
      assertTrue(made.add(timed.at(1_000_000 - i))); // a clock that goes back
    }
  }
}
