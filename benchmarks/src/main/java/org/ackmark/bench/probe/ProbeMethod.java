package org.ackmark.bench.probe;

import java.util.Arrays;
import java.util.Optional;
import org.ackmark.wal.io.FileMethod;

/** A way to write that the probe measures. */
public enum ProbeMethod {
  FDATASYNC("fdatasync", "write + fdatasync", FileMethod.FDATASYNC, Layout.ZEROED, true),
  FSYNC("fsync", "write + fsync", FileMethod.FSYNC, Layout.ZEROED, true),
  DSYNC("dsync", "write O_DSYNC", FileMethod.DSYNC, Layout.ZEROED, true),
  DIRECT_DSYNC(
      "direct-dsync", "write O_DIRECT|O_DSYNC", FileMethod.DIRECT_DSYNC, Layout.ZEROED, true),
  DIRECT_FDATASYNC(
      "direct-fdatasync", "write O_DIRECT + fdatasync", FileMethod.DIRECT, Layout.ZEROED, true),
  MMAP_MSYNC("mmap-msync", "store + msync", FileMethod.MAPPED, Layout.ZEROED, true),
  APPEND_FDATASYNC(
      "append-fdatasync", "growing file + fdatasync", FileMethod.FDATASYNC, Layout.GROWING, true),
  FALLOCATED_FDATASYNC(
      "fallocated-fdatasync",
      "unwritten blocks + fdatasync",
      FileMethod.FDATASYNC,
      Layout.UNWRITTEN,
      true),
  WRITE_ONLY("write-only", "write, not synced", FileMethod.FDATASYNC, Layout.ZEROED, false),
  DIRECT_UNSYNCED(
      "direct-unsynced", "write O_DIRECT, not synced", FileMethod.DIRECT, Layout.ZEROED, false);

  private final String label;
  private final String words;
  private final FileMethod fileMethod;
  private final Layout layout;
  private final boolean durable;

  ProbeMethod(String label, String words, FileMethod fileMethod, Layout layout, boolean durable) {
    this.label = label;
    this.words = words;
    this.fileMethod = fileMethod;
    this.layout = layout;
    this.durable = durable;
  }

  /** The name in files and options. */
  public String label() {
    return label;
  }

  /** What it does, for a person. */
  public String words() {
    return words;
  }

  /** The calls that it makes. */
  public FileMethod fileMethod() {
    return fileMethod;
  }

  /** Whether a write is durable when its operation ends. */
  public boolean durable() {
    return durable;
  }

  /** The method of that label. */
  public static Optional<ProbeMethod> labelled(String label) {
    return Arrays.stream(values()).filter(m -> m.label.equals(label)).findFirst();
  }

  Layout layout() {
    return layout;
  }

  /** Whether an operation ends with a call that syncs; {@code O_DSYNC} writes need none. */
  boolean callsSync() {
    return durable && !fileMethod.syncsOnWrite();
  }
}
