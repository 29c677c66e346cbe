package org.ackmark.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaVersionTest {
  @Test
  void shouldTellANewerMinorVersionFromAnotherMajorOne() {
    assertTrue(SchemaVersion.parse("1.7").newer());
    assertTrue(SchemaVersion.parse("1.7").readable());
    assertFalse(SchemaVersion.parse("2.0").readable());
    assertFalse(SchemaVersion.CURRENT.newer());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1.0.0", "v1.0", "1.-1", "99999.0"})
  void shouldRefuseAnythingButMajorAndMinor(String text) {
    assertThrows(IllegalArgumentException.class, () -> SchemaVersion.parse(text));
  }

  @Test
  void shouldPrintWhatItParses() {
    assertEquals("1.7", SchemaVersion.parse("1.7").toString());
  }
}
