package org.ackmark.bench.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ackmark.bench.env.DirectoryException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsableDirectoryTest {
  @TempDir Path directory;

  private static void assertRefused(Reason reason, Path path, long bytes) {
    DirectoryException refused =
        assertThrows(DirectoryException.class, () -> UsableDirectory.check(path, bytes));
    assertEquals(reason, refused.reason());
    assertTrue(refused.getMessage().contains(path.toString()), refused.getMessage());
    assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
  }

  @Test
  void shouldLeaveNothingInAUsableDirectory() throws IOException {
    UsableDirectory.check(directory, 1);
    try (Stream<Path> left = Files.list(directory)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void shouldRefuseAMissingDirectory() {
    assertRefused(Reason.MISSING, directory.resolve("missing"), 0);
  }

  @Test
  void shouldRefuseAFile() throws IOException {
    assertRefused(Reason.NOT_A_DIRECTORY, Files.createFile(directory.resolve("file")), 0);
  }

  /** {@code /proc} takes no files, from root neither. */
  @Test
  void shouldRefuseADirectoryThatTakesNoFiles() {
    assertRefused(Reason.READ_ONLY, Path.of("/proc"), 0);
  }

  @Test
  void shouldRefuseADirectoryWithoutRoom() {
    assertRefused(Reason.TOO_SMALL, directory, Long.MAX_VALUE);
  }
}
