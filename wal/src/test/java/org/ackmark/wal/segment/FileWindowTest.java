package org.ackmark.wal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A window shows the file's own bytes, whoever reads them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FileWindowTest {
  private static final String FILE = "file";
  private static final int FILE_BYTES = 5 << 20;

  private final SplittableRandom random = new SplittableRandom(Seed.next(FileWindowTest.class));
  private final SimDisk disk = new SimDisk("window");
  private final byte[] bytes = new byte[FILE_BYTES];
  private final Set<Thread> others = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void write() throws IOException {
    random.nextBytes(bytes);
    try (LogFile file = disk.create(FILE, FileMethod.FDATASYNC);
        Arena arena = Arena.ofConfined()) {
      file.write(arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes), 0, FILE_BYTES, 0);
    }
    disk.hook(op -> {
      Thread thread = Thread.currentThread();
      if (op.kind() == Operation.Kind.READ && thread.getName().equals("ackmark-read-ahead")) {
        others.add(thread);
      }
    });
  }

  private FileWindow open() throws IOException {
    return new FileWindow(disk.open(FILE, FileMethod.FDATASYNC));
  }

  private void assertShows(FileWindow window, int at, int length) throws IOException {
    assertTrue(window.cover(at, length), () -> "at=" + at + " length=" + length);
    ByteBuffer expected = ByteBuffer.wrap(bytes, at, length);
    assertEquals(expected, window.view(at, length), () -> "at=" + at + " length=" + length);
    MemorySegment shown = window.memory().asSlice(window.index(at), length);
    assertEquals(-1, shown.mismatch(MemorySegment.ofArray(bytes).asSlice(at, length)));
  }

  /** The longest that are asked for: in a chunk, in its headroom, beyond both. */
  @ParameterizedTest
  @ValueSource(ints = {2_000, 60_000, 150_000, 700_000})
  void shouldShowTheFilesBytesFromItsBeginningToItsEnd(int longest) throws Exception {
    assumeReadsAhead();
    try (FileWindow window = open()) {
      int at = 0;
      int length = 40;
      while (at + length <= FILE_BYTES) {
        assertShows(window, at, Math.min(40, length)); // as a cursor does, the header first
        assertShows(window, at, length);
        at += length;
        length = 1 + random.nextInt(longest);
      }
      assertFalse(window.cover(FILE_BYTES - 10, 11));
      assertShows(window, FILE_BYTES - 10, 10);
    }
    assertTrue(longest > 100_000 || !others.isEmpty(), "nobody has read ahead");
    assertTrue(
        others.size() <= 1, () -> "it is given up for good where records are large: " + others);
  }

  @Test
  void shouldShowTheFilesBytesAfterAJump() throws Exception {
    assumeReadsAhead();
    try (FileWindow window = open()) {
      for (int jump = 0; jump < 20; jump++) {
        int from = random.nextInt(FILE_BYTES - (2 << 20));
        for (int at = from; at < from + (2 << 20); at += 5_000) {
          assertShows(window, at, 5_000);
        }
      }
    }
    assertFalse(others.isEmpty(), "nobody has read ahead");
  }

  @Test
  void shouldStartNoThreadForAShortFile() throws Exception {
    try (FileWindow window = open()) {
      for (int at = 0; at < 900_000; at += 1_000) {
        assertShows(window, at, 1_000);
      }
    }
    assertEquals(Set.of(), others);
  }

  @Test
  void shouldThrowWhatHappenedToWhoReadsAhead() throws Exception {
    assumeReadsAhead();
    disk.faults().failReads(FILE, 3 << 20);
    try (FileWindow window = open()) {
      IOException e =
          assertThrows(
              IOException.class,
              () -> {
                for (int at = 0; at < FILE_BYTES; at += 1_000) {
                  assertShows(window, at, 1_000);
                }
              });
      assertTrue(e.getMessage().contains(FILE), e.getMessage());
    }
    assertFalse(others.isEmpty(), "nobody has read ahead");
  }

  private static void assumeReadsAhead() {
    assumeTrue(
        Runtime.getRuntime().availableProcessors() > 1,
        "one processor: nobody reads ahead, so there is nothing to test");
  }

  /** Closing ends the thread, whatever it waits for. */
  @Test
  void shouldEndTheThreadWhenItIsClosedInTheMiddle() throws Exception {
    assumeReadsAhead();
    try (FileWindow window = open()) {
      for (int at = 0; others.isEmpty(); at += 1_000) {
        assertShows(window, at, 1_000);
      }
    }
    assertFalse(others.stream().anyMatch(Thread::isAlive), others.toString());
  }
}
