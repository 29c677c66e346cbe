package org.ackmark.quorum.log;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * Keeps a {@link TermState} in the directory of the log, always synced, whatever the log's variant:
 * a replica that forgets a promise votes twice. Each change is a new file: written, synced, renamed
 * over the old one, the directory synced. For one thread at a time, which holds the log's lock.
 *
 * <pre>
 *   0        8         12      16             28            40
 *   +--------+---------+-------+--------------+-------------+
 *   | magic  | version | runs  | promised     | adopted     |
 *   +--------+---------+-------+--------------+-------------+
 *   | openings | installing LSN | per run: term, first LSN  | CRC32C
 *   +----------+----------------+---------------------------+-------+
 *   40         48               56                          56 + 20 * runs
 * </pre>
 *
 * Little-endian; a term is its count (8 bytes) and its leader (4).
 */
final class TermFile {
  static final String NAME = "terms";
  private static final String UNFINISHED = "terms.new";
  private static final long MAGIC = 0x314d_5245_544b_4341L; // ACKTERM1
  private static final int VERSION = 1;
  private static final int FIXED_BYTES = 56;
  private static final int RUN_BYTES = 20;
  private static final int CRC_BYTES = 4;

  /** A leader that starts once a second, and a log that is never cleaned, for a day. */
  static final int MAX_RUNS = 100_000;

  private final Disk disk;

  TermFile(Disk disk) {
    this.disk = disk;
  }

  /**
   * What was stored last; empty in a directory where nothing ever was.
   *
   * @throws CorruptLogException when the file is not what was written
   */
  Optional<TermState> load() throws IOException {
    if (!disk.list().contains(NAME)) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined();
        LogFile file = disk.open(NAME, FileMethod.FDATASYNC)) {
      long bytes = file.sizeBytes();
      long most = FIXED_BYTES + (long) RUN_BYTES * MAX_RUNS + CRC_BYTES;
      check(bytes >= FIXED_BYTES + CRC_BYTES && bytes <= most, 0, "bytes=" + bytes);
      MemorySegment content = arena.allocate(bytes);
      check(file.read(content, 0, bytes, 0) == bytes, 0, "it can't be read whole");
      return Optional.of(decode(littleEndian(content)));
    }
  }

  private static TermState decode(ByteBuffer content) throws CorruptLogException {
    int crcAt = content.limit() - CRC_BYTES;
    check(content.getInt(crcAt) == crc(content, crcAt), crcAt, "the checksum does not match");
    check(content.getLong() == MAGIC, 0, "the magic number is missing");
    int version = content.getInt();
    check(version == VERSION, 8, "format version=" + version + ", this code reads " + VERSION);
    int count = content.getInt();
    check(crcAt == FIXED_BYTES + RUN_BYTES * (long) count, 12, "runs=" + count);
    Term promised = term(content);
    Term adopted = term(content);
    long openings = content.getLong();
    long installingLsn = content.getLong();
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      runs.add(new Run(term(content), content.getLong()));
    }
    return new TermState(promised, adopted, openings, installingLsn, runs);
  }

  private static Term term(ByteBuffer content) {
    return new Term(content.getLong(), content.getInt());
  }

  /**
   * Makes {@code state} durable. Blocks for the device.
   *
   * @throws IOException when that failed: which state a crash finds is then unknown; or when it has
   *     so many runs that it could not be loaded again
   */
  void store(TermState state) throws IOException {
    if (state.runs().size() > MAX_RUNS) {
      throw new IOException(
          "runs=" + state.runs().size() + " in " + NAME + ": raise the log's low-water mark");
    }
    if (disk.list().contains(UNFINISHED)) {
      disk.delete(UNFINISHED);
    }
    try (Arena arena = Arena.ofConfined();
        LogFile file = disk.create(UNFINISHED, FileMethod.FDATASYNC)) {
      MemorySegment content = encode(state, arena);
      file.write(content, 0, content.byteSize(), 0);
      file.sync();
    }
    disk.rename(UNFINISHED, NAME);
    disk.sync();
  }

  private static MemorySegment encode(TermState state, Arena arena) {
    int count = state.runs().size();
    MemorySegment memory = arena.allocate(FIXED_BYTES + (long) RUN_BYTES * count + CRC_BYTES);
    ByteBuffer content = littleEndian(memory);
    content.putLong(MAGIC).putInt(VERSION).putInt(count);
    put(state.promised(), content);
    put(state.adopted(), content);
    content.putLong(state.openings()).putLong(state.installingLsn());
    for (Run run : state.runs()) {
      put(run.term(), content);
      content.putLong(run.firstLsn());
    }
    content.putInt(crc(content, content.position()));
    return memory;
  }

  private static void put(Term term, ByteBuffer content) {
    content.putLong(term.count()).putInt(term.leader());
  }

  private static ByteBuffer littleEndian(MemorySegment memory) {
    return memory.asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int crc(ByteBuffer content, int bytes) {
    CRC32C crc = new CRC32C();
    crc.update(content.duplicate().position(0).limit(bytes));
    return (int) crc.getValue();
  }

  private static void check(boolean holds, long offset, String reason) throws CorruptLogException {
    if (!holds) {
      throw new CorruptLogException(NAME, offset, 0, reason);
    }
  }
}
