package org.ackmark.bench.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.wal.Wal;
import org.ackmark.wal.format.SegmentName;

/**
 * Makes the files of a log whose process died: full of acknowledged records, never closed. They are
 * copied from under an open log, which is closed only then.
 */
final class CrashedLog {
  private CrashedLog() {}

  /**
   * Writes a log of {@code logBytes} in {@code from} and leaves its crashed files in {@code to}.
   */
  static void make(Assignment assignment, Path from, Path to) throws Exception {
    Files.createDirectories(from);
    Files.createDirectories(to);
    try (Wal log = Wal.open(from, assignment.options())) {
      fill(log, assignment);
      for (Path segment : segments(from)) {
        Files.copy(segment, to.resolve(segment.getFileName()));
      }
    }
  }

  private static void fill(Wal log, Assignment assignment) throws Exception {
    Writer writer = new Writer(assignment.recordBytes(), 0);
    long records = Math.max(1, assignment.logBytes() / assignment.recordBytes());
    long lsn = 0;
    for (long i = 0; i < records; i++) {
      lsn = log.append(writer.record());
    }
    log.commit(lsn);
  }

  private static List<Path> segments(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(f -> SegmentName.segmentNumber(f.getFileName().toString()).isPresent())
          .sorted()
          .toList();
    }
  }
}
