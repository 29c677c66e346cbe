package org.ackmark.bench.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.format.SegmentName;

/**
 * The files that one log after another recycles. Before an observation every segment becomes a
 * spare again, and there are spares for all that the observation may write: so even a log that
 * never syncs, whose low-water mark can't advance, fills no file with zeros while it is measured.
 */
public final class SegmentStock {
  /** The one in use, the one made ready, one on its way to be used again, and a little more. */
  private static final int SPARE_SEGMENTS = 4;

  /** Far above the numbers that a new log gives its segments: names never meet. */
  private static final long FIRST_NUMBER = 900_000_000_000L;

  private static final int CHUNK_BYTES = 1 << 20;

  private final Path directory;
  private final WalOptions options;
  private final int fileCount;

  /** A stock in {@code directory} for a log that writes up to {@code logBytes}. */
  public SegmentStock(Path directory, WalOptions options, long logBytes) {
    this.directory = directory;
    this.options = options;
    this.fileCount = fileCount(options, logBytes);
  }

  private static int fileCount(WalOptions options, long logBytes) {
    long segmentBytes = options.segmentBytes();
    return Math.toIntExact((logBytes + segmentBytes - 1) / segmentBytes) + SPARE_SEGMENTS;
  }

  /** Bytes on the disk that a log with these options needs to write {@code logBytes}. */
  public static long bytes(WalOptions options, long logBytes) {
    return fileCount(options, logBytes) * options.segmentBytes();
  }

  /** The options with room for the spares; another origin of blocks is left as it is. */
  public WalOptions options() {
    return recycles()
        ? options.withPreallocation(
            Preallocation.RECYCLED, Math.max(options.spareSegments(), fileCount))
        : options;
  }

  private boolean recycles() {
    return options.preallocation() == Preallocation.RECYCLED;
  }

  /** Makes the directory ready for a new log; what is there is synced when this returns. */
  public void prepare() throws IOException {
    Files.createDirectories(directory);
    List<Path> usable = new ArrayList<>();
    for (Path file : files()) {
      if (recycles() && isSegment(file) && Files.size(file) == options.segmentBytes()) {
        usable.add(file);
      } else {
        Files.delete(file);
      }
    }
    rename(usable);
    for (int i = usable.size(); recycles() && i < fileCount; i++) {
      fill(spare(i));
    }
    force(directory);
  }

  private void rename(List<Path> usable) throws IOException {
    List<Path> temporary = new ArrayList<>();
    for (Path file : usable) { // twice, because the final names may be taken
      temporary.add(Files.move(file, directory.resolve("renamed-" + temporary.size())));
    }
    for (int i = 0; i < temporary.size(); i++) {
      Files.move(temporary.get(i), spare(i));
    }
  }

  /** Reads every file, so that no first write of a page waits for the device to read it. */
  public void warmCache() throws IOException {
    ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    for (Path file : files()) {
      try (FileChannel channel = FileChannel.open(file)) {
        while (channel.read(chunk.clear()) >= 0) {
          // only the page cache wants it
        }
      }
    }
  }

  private Path spare(int index) {
    return directory.resolve(SegmentName.spare(FIRST_NUMBER + index));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static boolean isSegment(Path file) {
    String name = file.getFileName().toString();
    return SegmentName.segmentNumber(name).isPresent() || SegmentName.spareNumber(name).isPresent();
  }

  private void fill(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
      for (long left = options.segmentBytes(); left > 0; left -= zeros.capacity()) {
        zeros.clear().limit((int) Math.min(left, zeros.capacity()));
        while (zeros.hasRemaining()) {
          channel.write(zeros);
        }
      }
      channel.force(true);
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
