package org.ackmark.bench.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * The files that a probe writes: one zero-filled for all, a fresh one for each slice that needs it.
 * They are deleted together at the end, because deleting makes the disk busy.
 */
final class ProbeFiles implements AutoCloseable {
  private static final String PREFIX = "probe-";
  private static final String ZEROED = PREFIX + "zeroed";

  private final Disk disk;
  private final Path directory;
  private final ProbePlan plan;
  private int fresh;

  /** Makes the zero-filled file; deletes what an earlier probe left. */
  ProbeFiles(Disk disk, Path directory, ProbePlan plan) throws IOException {
    this.disk = disk;
    this.directory = directory;
    this.plan = plan;
    deleteAll();
    try {
      ZeroedFile.create(disk, ZEROED, plan.fileBytes());
    } catch (IOException e) {
      close(e);
      throw e;
    }
  }

  /** Multiples of this many bytes can be written directly. */
  int blockBytes() {
    return disk.blockBytes();
  }

  /** Opens a file as the method needs it. */
  LogFile open(ProbeMethod method) throws IOException, UnavailableException {
    return switch (method.layout()) {
      case ZEROED -> openZeroed(method.fileMethod());
      case GROWING -> disk.create(freshName(), method.fileMethod());
      case UNWRITTEN -> {
        String name = freshName();
        UnwrittenFile.create(directory.resolve(name), plan.sliceBytes());
        yield disk.open(name, method.fileMethod());
      }
    };
  }

  /**
   * Mapping needs a library that may be missing or shut off; a failed open proves no bad device.
   */
  private LogFile openZeroed(FileMethod method) throws IOException, UnavailableException {
    if (method != FileMethod.MAPPED) {
      return disk.open(ZEROED, method);
    }
    try {
      return disk.open(ZEROED, method);
    } catch (IOException | RuntimeException | LinkageError e) {
      throw new UnavailableException("the file could not be mapped: " + e);
    }
  }

  /** How far a file of this layout may be written. */
  long limitBytes(ProbeMethod method) {
    return method.layout() == Layout.ZEROED ? plan.fileBytes() : plan.sliceBytes();
  }

  private String freshName() {
    fresh++;
    return PREFIX + "fresh-" + fresh;
  }

  private void deleteAll() throws IOException {
    List<String> ours = new ArrayList<>(disk.list());
    ours.removeIf(name -> !name.startsWith(PREFIX));
    for (String name : ours) {
      disk.delete(name);
    }
    disk.sync();
  }

  private void close(IOException cause) {
    try {
      deleteAll();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    deleteAll();
  }
}
