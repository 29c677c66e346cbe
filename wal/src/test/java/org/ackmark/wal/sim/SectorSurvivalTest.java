package org.ackmark.wal.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random writes, resizes, syncs and crashes of one file, against every image that it ever had. */
class SectorSurvivalTest {
  private static final int RUNS = 150;
  private static final int SIZE = 4 * Native.BLOCK;

  private final List<byte[]> images = new ArrayList<>(); // since the last sync, which is the first
  private int lost;
  private int kept;

  static Stream<Arguments> cases() {
    return Stream.of(FileMethod.values())
        .flatMap(method ->
            Stream.of(Strictness.values())
                .flatMap(strictness ->
                    Stream.of(512, 4096).map(sector -> Arguments.of(method, strictness, sector))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void shouldFindOnlyOldOrNewSectors(FileMethod method, Strictness strictness, int sectorBytes)
      throws IOException {
    for (long seed = 0; seed < RUNS; seed++) {
      SimDisk disk = new SimDisk("seed " + seed, strictness, sectorBytes);
      workload(disk, method, new SplittableRandom(seed));
      for (CrashClass kind : CrashClass.values()) {
        check(disk.crash(kind, seed), kind, sectorBytes, method);
      }
    }
    assertTrue(kept > 0, "no seed kept anything unsynced");
    assertEquals(!method.syncsOnWrite(), lost > 0, "lost=" + lost);
  }

  private void workload(SimDisk disk, FileMethod method, RandomGenerator random)
      throws IOException {
    boolean mapped = method == FileMethod.MAPPED;
    int size = mapped ? SIZE : random.nextInt(SIZE);
    LogFile file = Native.durableFile(disk, "f", Native.filled(size, 'o'), method);
    remember(disk, true);
    int steps = random.nextInt(1, 20);
    for (int i = 0; i < steps; i++) {
      switch (random.nextInt(method.syncsOnWrite() ? 8 : mapped ? 9 : 10)) {
        case 8 -> {
          file.sync();
          remember(disk, true);
        }
        case 9 -> {
          file.resize(random.nextInt(SIZE));
          remember(disk, false);
        }
        default -> {
          write(file, method.direct(), random);
          remember(disk, method.syncsOnWrite());
        }
      }
    }
  }

  private static void write(LogFile file, boolean aligned, RandomGenerator random)
      throws IOException {
    int unit = aligned ? Native.BLOCK : 1;
    int offset = random.nextInt(SIZE / unit) * unit;
    int length = aligned ? Native.BLOCK : random.nextInt(1, Math.min(3000, SIZE - offset + 1));
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    Native.write(file, bytes, offset);
  }

  private void remember(SimDisk disk, boolean durable) throws IOException {
    if (durable) {
      images.clear();
    }
    images.add(disk.contents("f"));
  }

  private void check(SimDisk found, CrashClass kind, int sectorBytes, FileMethod method)
      throws IOException {
    byte[] bytes = found.contents("f");
    byte[] newest = images.getLast();
    String where = found + " method=" + method;
    assertTrue(
        images.stream().anyMatch(i -> i.length == bytes.length),
        where + ": a size that the file never had: " + bytes.length);
    for (int from = 0; from < bytes.length; from += sectorBytes) {
      int to = Math.min(bytes.length, from + sectorBytes);
      byte[] sector = Arrays.copyOfRange(bytes, from, to);
      int start = from;
      assertTrue(
          images.stream().anyMatch(i -> Arrays.equals(sector, range(i, start, to))),
          where + ": bytes at offset=" + from + " that were never there");
    }
    if (kind == CrashClass.PROCESS || Arrays.equals(bytes, newest)) {
      assertTrue(Arrays.equals(bytes, newest), where + ": a process crash lost something");
      kept += kind == CrashClass.PROCESS ? 0 : 1;
    } else {
      lost++;
    }
  }

  private static byte[] range(byte[] image, int from, int to) {
    return from >= image.length
        ? new byte[to - from]
        : Arrays.copyOf(Arrays.copyOfRange(image, from, Math.min(image.length, to)), to - from);
  }
}
