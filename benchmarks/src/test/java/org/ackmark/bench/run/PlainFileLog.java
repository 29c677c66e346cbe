package org.ackmark.bench.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.ackmark.wal.RecordVisitor;
import org.ackmark.wal.spi.ForeignLog;

/**
 * The simplest log that keeps its word, as an example of one that is not Ackmark's: each record is
 * its length and its bytes at the end of a file, and who waits syncs for all before it.
 */
final class PlainFileLog implements ForeignLog {
  private final FileChannel file;
  private long appended; // guarded by this
  private long synced; // guarded by this
  private long syncs; // guarded by this

  PlainFileLog(Path directory) throws IOException {
    file =
        FileChannel.open(
            directory.resolve("plain.log"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    file.position(file.size());
  }

  @Override
  public synchronized long append(ByteBuffer record) throws IOException {
    ByteBuffer entry = ByteBuffer.allocate(Integer.BYTES + record.remaining());
    entry.putInt(record.remaining()).put(record).flip();
    while (entry.hasRemaining()) {
      file.write(entry);
    }
    return ++appended;
  }

  @Override
  public synchronized void await(long token) throws IOException {
    if (synced < token) {
      long target = appended;
      file.force(false);
      synced = target;
      syncs++;
    }
  }

  @Override
  public synchronized void replay(RecordVisitor visitor) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(file.size()));
    while (all.hasRemaining() && file.read(all, all.position()) >= 0) {
      // to the end
    }
    all.flip();
    for (long lsn = 1; all.remaining() > Integer.BYTES; lsn++) {
      int bytes = all.getInt();
      visitor.visit(lsn, all.slice(all.position(), bytes));
      all.position(all.position() + bytes);
    }
  }

  @Override
  public synchronized long syncs() {
    return syncs;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
