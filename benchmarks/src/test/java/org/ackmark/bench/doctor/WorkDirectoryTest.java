package org.ackmark.bench.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ackmark.bench.env.DirectoryException;
import org.ackmark.bench.env.DirectoryException.Reason;
import org.ackmark.bench.env.KernelFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
  @TempDir Path temporary;

  private static void assertRefused(Reason reason, Path directory) {
    DirectoryException refused =
        assertThrows(DirectoryException.class, () -> WorkDirectory.claim(directory));
    assertEquals(reason, refused.reason());
  }

  @Test
  void shouldMakeTheDirectoryAndDeleteItsFolders() throws IOException {
    Path path = temporary.resolve("ackmark-data");
    Path folder;
    try (WorkDirectory directory = WorkDirectory.claim(path)) {
      folder = directory.folder("probe");
      Files.createDirectories(folder.resolve("deep"));
      Files.createFile(folder.resolve("deep/file"));
      assertEquals(List.of(), directory.cleaned());
      directory.requireFree(1);
    }
    assertFalse(Files.exists(folder));
    assertTrue(Files.exists(path.resolve(Marker.NAME)));
  }

  @Test
  void shouldNotMakeParents() {
    assertRefused(Reason.MISSING, temporary.resolve("missing/ackmark-data"));
  }

  @Test
  void shouldRefuseAFile() throws IOException {
    assertRefused(Reason.NOT_A_DIRECTORY, Files.createFile(temporary.resolve("file")));
  }

  @Test
  void shouldRefuseFilesOfSomebodyElseAndTouchNone() throws IOException {
    Path thesis = Files.writeString(temporary.resolve("thesis.tex"), "precious");
    assertRefused(Reason.FOREIGN_FILES, temporary);
    assertEquals("precious", Files.readString(thesis));
    assertFalse(Files.exists(temporary.resolve(Marker.NAME)));
  }

  @Test
  void shouldTakeAFreshFileSystem() throws IOException {
    Files.createDirectory(temporary.resolve("lost+found"));
    WorkDirectory.claim(temporary).close();
  }

  @Test
  void shouldBeClaimedOnce() throws IOException {
    try (WorkDirectory first = WorkDirectory.claim(temporary)) {
      assertRefused(Reason.IN_USE, first.path());
    }
    WorkDirectory.claim(temporary).close();
  }

  @Test
  void shouldRefuseWhileAnotherProcessHoldsItAndCleanUpWhenThatWasKilled() throws Exception {
    Process other = LockHolder.start(temporary);
    try {
      assertRefused(Reason.IN_USE, temporary);
      assertEquals(
          Optional.of(other.pid()),
          OtherRuns.holder(temporary.resolve(WorkDirectory.LOCK_NAME), KernelFiles.live()));
      assertEquals(1, OtherRuns.find(temporary, KernelFiles.live()).size());
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertTrue(Files.exists(temporary.resolve("left-behind/data")));
    try (WorkDirectory directory = WorkDirectory.claim(temporary)) {
      assertEquals(List.of("left-behind"), directory.cleaned());
      assertFalse(Files.exists(temporary.resolve("left-behind")));
    }
  }

  @Test
  void shouldFollowNoLinkWhenItDeletes() throws IOException {
    Path outside = Files.createDirectory(temporary.resolve("outside"));
    Files.createFile(outside.resolve("precious"));
    try (WorkDirectory directory = WorkDirectory.claim(temporary.resolve("data"))) {
      Files.createSymbolicLink(directory.folder("run").resolve("link"), outside);
    }
    assertTrue(Files.exists(outside.resolve("precious")));
  }

  @Test
  void shouldDeleteNothingOutsideThatAMarkerNames() throws IOException {
    Path data = Files.createDirectory(temporary.resolve("data"));
    Path outside = Files.createFile(temporary.resolve("precious"));
    Files.writeString(data.resolve(Marker.NAME), "folder ../precious\nfolder .\nfolder /\n");
    WorkDirectory.claim(data).close();
    assertTrue(Files.exists(outside));
  }

  @Test
  void shouldEmptyAFolderThatIsMadeAgain() throws IOException {
    try (WorkDirectory directory = WorkDirectory.claim(temporary)) {
      Files.createFile(directory.folder("run").resolve("old"));
      assertFalse(Files.exists(directory.folder("run").resolve("old")));
      assertThrows(IllegalArgumentException.class, () -> directory.folder("../up"));
    }
  }

  @Test
  void shouldFindALockInTheKernelsTable() throws IOException {
    Path file = Files.createFile(temporary.resolve("locked"));
    String place = OtherRuns.deviceAndInode(file).orElseThrow();
    Path root = Files.createDirectories(temporary.resolve("canned/proc")).getParent();
    Files.writeString(
        root.resolve("proc/locks"),
        "1: FLOCK  ADVISORY  WRITE 17 00:01:5 0 EOF\n"
            + "2: POSIX  ADVISORY  WRITE 4711 "
            + place
            + " 0 EOF\n");
    assertEquals(Optional.of(4711L), OtherRuns.holder(file, KernelFiles.under(root)));
    assertEquals(
        Optional.empty(), OtherRuns.holder(temporary.resolve("none"), KernelFiles.under(root)));
  }
}
