package org.ackmark.wal.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.InvalidArgumentException;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.io.PosixDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same calls on the real disk and on the simulated one: the same bytes, the same exceptions.
 */
class PosixDifferenceTest {
  private static final int RUNS = 5;
  private static final int STEPS = 80;
  private static final int MAX_BYTES = 4 * Native.BLOCK;
  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  /** A call that both sides answer: with its result, or with the kind of its exception. */
  private interface Call<T> {
    Object on(T side) throws IOException;
  }

  private record Pair<T>(T real, T simulated) {}

  private final List<Pair<LogFile>> files = new ArrayList<>();
  private final byte[] bytes = new byte[MAX_BYTES];
  private Path directory;
  private Pair<Disk> disks;
  private RandomGenerator random;
  private int answers;

  @BeforeEach
  void makeDirectory() throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    directory = Files.createTempDirectory(target, "sim");
  }

  @AfterEach
  void removeDirectory() throws IOException {
    for (Pair<LogFile> file : files) {
      file.real().close();
    }
    try (Stream<Path> all = Files.list(directory)) {
      for (Path file : all.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  @ParameterizedTest
  @EnumSource(FileMethod.class)
  void shouldAnswerLikeTheRealDisk(FileMethod method) throws IOException {
    assumeOpens(method);
    for (long seed = 0; seed < RUNS; seed++) {
      random = new SplittableRandom(seed);
      disks = new Pair<>(new PosixDisk(directory), new SimDisk("d"));
      for (int step = 0; step < STEPS; step++) {
        String where = "method=" + method + " seed=" + seed + " step=" + step;
        step(where, method);
        compare(where, disks, disk -> new TreeSet<>(disk.list()));
      }
      compareContentsAndDelete("method=" + method + " seed=" + seed);
    }
    assertTrue(answers > RUNS * STEPS, "answers other than exceptions: " + answers);
  }

  private void assumeOpens(FileMethod method) throws IOException {
    Disk disk = new PosixDisk(directory);
    create(disk, "probe");
    try (LogFile probe = disk.open("probe", method)) {
      assertEquals(MAX_BYTES, probe.sizeBytes());
    } catch (InvalidArgumentException e) {
      abort("the file system has no " + method + ": " + e.getMessage());
    } finally {
      disk.delete("probe");
    }
  }

  private void step(String where, FileMethod method) throws IOException {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    String other = NAMES.get(random.nextInt(NAMES.size()));
    switch (random.nextInt(10)) {
      case 0 -> compare(where, disks, disk -> create(disk, name));
      case 1 -> compare(where, disks, disk -> rename(disk, name, other));
      case 2 -> compare(where, disks, disk -> delete(disk, name));
      case 3 -> compare(where, disks, disk -> sync(disk));
      case 4, 5 -> open(where, name, method);
      default -> {
        if (!files.isEmpty()) {
          stepOfFile(where + " " + name, files.get(random.nextInt(files.size())), method);
        }
      }
    }
  }

  private void open(String where, String name, FileMethod method) throws IOException {
    if (compare(where, disks, disk -> close(disk.open(name, method))).equals("closed")) {
      files.add(new Pair<>(disks.real().open(name, method), disks.simulated().open(name, method)));
    }
  }

  private void stepOfFile(String where, Pair<LogFile> pair, FileMethod method) {
    random.nextBytes(bytes);
    int unit = method.direct() ? Native.BLOCK : 1; // file systems differ in what else they take
    int offset = random.nextInt(MAX_BYTES / unit) * unit;
    int length = random.nextInt((MAX_BYTES - offset) / unit + 1) * unit;
    switch (random.nextInt(8)) {
      case 0 -> compare(where, pair, LogFile::sizeBytes);
      case 1 -> compare(where, pair, file -> sync(file));
      case 2 -> compare(where, pair, file -> resize(file, offset));
      case 3, 4 -> compare(where, pair, file -> text(Native.read(file, offset, length)));
      default -> compare(where, pair, file -> write(file, offset, length));
    }
  }

  private void compareContentsAndDelete(String where) throws IOException {
    for (String name : disks.simulated().list()) {
      compare(where + " name=" + name, disks, disk -> contents(disk, name));
      compare(where, disks, disk -> delete(disk, name));
    }
    for (Pair<LogFile> pair : files) {
      pair.real().close();
      pair.simulated().close();
    }
    files.clear();
  }

  private <T> String compare(String where, Pair<? extends T> pair, Call<T> call) {
    String real = answer(call, pair.real());
    assertEquals(real, answer(call, pair.simulated()), where);
    answers += real.endsWith("Exception") ? 0 : 1;
    return real;
  }

  private static <T> String answer(Call<T> call, T side) {
    try {
      return call.on(side).toString();
    } catch (IOException e) {
      return e.getClass().getSimpleName();
    }
  }

  /** Of full size, since a mapping does not grow. */
  private static String create(Disk disk, String name) throws IOException {
    try (LogFile file = disk.create(name, FileMethod.FDATASYNC)) {
      file.resize(MAX_BYTES);
      return "created";
    }
  }

  private static String rename(Disk disk, String from, String to) throws IOException {
    disk.rename(from, to);
    return "renamed";
  }

  private static String delete(Disk disk, String name) throws IOException {
    disk.delete(name);
    return "deleted";
  }

  private static String sync(Disk disk) throws IOException {
    disk.sync();
    return "synced";
  }

  private static String sync(LogFile file) throws IOException {
    file.sync();
    return "synced";
  }

  private static String close(LogFile file) throws IOException {
    file.close();
    return "closed";
  }

  private static String resize(LogFile file, long sizeBytes) throws IOException {
    file.resize(sizeBytes);
    return "resized";
  }

  private String write(LogFile file, long fileOffset, int length) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(MAX_BYTES, Native.BLOCK);
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, 0, length);
      file.write(memory, 0, length, fileOffset);
      return "written";
    }
  }

  private static String contents(Disk disk, String name) throws IOException {
    try (LogFile file = disk.open(name, FileMethod.FDATASYNC)) {
      return text(Native.read(file, 0, 2 * MAX_BYTES));
    }
  }

  private static String text(byte[] read) {
    return "bytes=" + read.length + " hash=" + Arrays.hashCode(read);
  }
}
