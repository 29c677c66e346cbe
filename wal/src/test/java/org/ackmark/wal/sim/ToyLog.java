package org.ackmark.wal.sim;

import java.io.IOException;
import java.util.Arrays;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * The smallest log that is right, with switches that make it wrong: records of 100 bytes, each
 * filled with its number, five to a file.
 */
final class ToyLog {
  private static final int RECORD_BYTES = 100;
  private static final int RECORDS_PER_FILE = 5;

  private final Disk disk;
  private final FileMethod method;
  private final boolean syncsFile;
  private final boolean syncsDirectory;
  private int acked;

  ToyLog(Disk disk, FileMethod method, boolean syncsFile, boolean syncsDirectory) {
    this.disk = disk;
    this.method = method;
    this.syncsFile = syncsFile;
    this.syncsDirectory = syncsDirectory;
  }

  int acked() {
    return acked;
  }

  void append(int records) throws IOException {
    for (int number = 1; number <= records; number++) {
      int index = (number - 1) % RECORDS_PER_FILE;
      try (LogFile file = index == 0 ? created(number) : disk.open(name(number), method)) {
        Native.write(file, Native.filled(RECORD_BYTES, number), (long) index * RECORD_BYTES);
        if (syncsFile) {
          file.sync();
        }
      }
      acked = number;
    }
  }

  private LogFile created(int number) throws IOException {
    disk.create("new", method).close();
    disk.rename("new", name(number));
    if (syncsDirectory) {
      disk.sync();
    }
    return disk.open(name(number), method);
  }

  /** Counts the records, in order, that are whole, and makes them durable. */
  static int recover(Disk disk) throws IOException {
    int found = 0;
    if (disk.list().contains("new")) {
      disk.delete("new");
    }
    while (disk.list().contains(name(found + 1))) {
      int inFile = recover(disk, found);
      found += inFile;
      if (inFile < RECORDS_PER_FILE) {
        break;
      }
    }
    disk.sync();
    return found;
  }

  private static int recover(Disk disk, int before) throws IOException {
    try (LogFile file = disk.open(name(before + 1), FileMethod.FDATASYNC)) {
      int count = 0;
      byte[] record = Native.filled(RECORD_BYTES, before + 1);
      while (count < RECORDS_PER_FILE && Arrays.equals(record, at(file, count))) {
        Native.write(file, record, (long) count * RECORD_BYTES);
        count++;
        record = Native.filled(RECORD_BYTES, before + count + 1);
      }
      file.resize((long) count * RECORD_BYTES);
      file.sync();
      return count;
    }
  }

  private static byte[] at(LogFile file, int index) throws IOException {
    return Native.read(file, (long) index * RECORD_BYTES, RECORD_BYTES);
  }

  private static String name(int number) {
    return "log-" + (number - 1) / RECORDS_PER_FILE;
  }
}
