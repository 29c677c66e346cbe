package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> NAMES =
      List.of("writers", "threadKind", "recordBytes", "backgroundWriter", "group-direct", "KiB");

  @ParameterizedTest
  @CsvSource({
    "writer, writers",
    "wrtiers, writers",
    "Writers, writers",
    "threadkinds, threadKind",
    "recordByte, recordBytes",
    "record, recordBytes",
    "background, backgroundWriter",
    "groupdirect, group-direct",
    "kb, KiB"
  })
  void findsTheNameThatWasMeant(String slip, String meant) {
    assertEquals(Optional.of(meant), NearestName.of(slip, NAMES));
  }

  @ParameterizedTest
  @CsvSource({"threads", "xy", "size", "''"})
  void suggestsNothingThatIsAnotherWord(String name) {
    assertEquals(Optional.empty(), NearestName.of(name, NAMES));
  }

  @Test
  void suggestsNothingForALineOfNoise() {
    assertEquals(Optional.empty(), NearestName.of("w".repeat(100_000), NAMES));
  }

  @Test
  void prefersTheSameFirstLetterOfTwoEquallyNear() {
    assertEquals(Optional.of("sync"), NearestName.of("ssync", List.of("async", "sync")));
  }

  @Test
  void listsTheValidNamesWhenNoneIsNear() {
    assertEquals("valid are a, b", NearestName.hint("xyz", List.of("a", "b")));
  }

  @ParameterizedTest
  @CsvSource({
    "'', abc, 3",
    "abc, abc, 0",
    "abc, acb, 1",
    "abc, ab, 1",
    "abc, xbc, 1",
    "ca, abc, 3"
  })
  void countsSlips(String a, String b, int slips) {
    assertEquals(slips, NearestName.distance(a, b));
    assertEquals(slips, NearestName.distance(b, a));
  }
}
