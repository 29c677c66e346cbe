package org.ackmark.wal.sim;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileAlreadyExistsException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogLockedException;
import org.ackmark.wal.io.NoSpaceException;

/** One directory and the machine below it: the effects of operations that the gate let in. */
final class Volume {
  private final String label;
  private final Strictness strictness;
  private final int sectorBytes;
  private final Gate gate;
  private final Names names; // guarded by this, as is all below
  private final Set<Inode> orphans = new HashSet<>(); // deleted, and still open
  private long issue;
  private boolean locked;

  Volume(String label, Strictness strictness, int sectorBytes, Gate gate) {
    this(label, strictness, sectorBytes, gate, new Names());
  }

  private Volume(String label, Strictness strictness, int sectorBytes, Gate gate, Names names) {
    this.label = label;
    this.strictness = strictness;
    this.sectorBytes = sectorBytes;
    this.gate = gate;
    this.names = names;
  }

  String label() {
    return label;
  }

  Gate gate() {
    return gate;
  }

  synchronized List<String> list() throws IOException {
    gate.checkAlive();
    return names.list();
  }

  synchronized Inode create(Operation operation) throws IOException {
    Verdict verdict = gate.verdict(operation);
    Inode inode = new Inode(operation.name(), sectorBytes);
    if (verdict.happens()) {
      if (names.has(operation.name())) {
        throw new FileAlreadyExistsException(operation.name());
      }
      names.add(new NameChange(null, operation.name(), inode, ++issue, Layer.KERNEL));
    }
    verdict.conclude(operation);
    inode.handleOpened();
    return inode;
  }

  synchronized Inode open(Operation operation) throws IOException {
    gate.verdict(operation).conclude(operation);
    Inode inode = names.get(operation.name());
    inode.handleOpened();
    return inode;
  }

  synchronized void rename(Operation operation, String to) throws IOException {
    Verdict verdict = gate.verdict(operation);
    if (verdict.happens()) {
      Inode inode = names.get(operation.name());
      if (!operation.name().equals(to)) {
        if (names.has(to)) {
          keepIfOpen(names.get(to));
        }
        names.add(new NameChange(operation.name(), to, inode, ++issue, Layer.KERNEL));
      }
    }
    verdict.conclude(operation);
  }

  synchronized void delete(Operation operation) throws IOException {
    Verdict verdict = gate.verdict(operation);
    if (verdict.happens()) {
      Inode inode = names.get(operation.name());
      keepIfOpen(inode);
      names.add(new NameChange(operation.name(), null, inode, ++issue, Layer.KERNEL));
    }
    verdict.conclude(operation);
  }

  private void keepIfOpen(Inode unlinked) {
    if (unlinked.open()) {
      orphans.add(unlinked);
    }
  }

  void syncDirectory(Operation operation) throws IOException {
    Verdict verdict;
    long upTo;
    synchronized (this) {
      verdict = gate.verdict(operation);
      upTo = issue;
    }
    if (!verdict.dies()) {
      gate.delaySync();
      finishDirectory(upTo, verdict);
    }
    verdict.conclude(operation);
  }

  private synchronized void finishDirectory(long upTo, Verdict verdict) throws IOException {
    gate.checkAlive();
    if (!verdict.passes()) {
      names.lose(upTo);
    } else if (gate.faults().syncsLie()) {
      names.stage(upTo);
    } else {
      names.sync(upTo);
    }
  }

  synchronized long read(Operation operation, Inode inode, MemorySegment target, long targetOffset)
      throws IOException {
    gate.verdict(operation).conclude(operation);
    return inode.read(target, targetOffset, operation.lengthBytes(), operation.offset());
  }

  synchronized long sizeBytes(Inode inode) throws IOException {
    gate.checkAlive();
    return inode.sizeBytes();
  }

  synchronized void resize(Operation operation, Inode inode) throws IOException {
    Verdict verdict = gate.verdict(operation);
    if (verdict.happens()) {
      inode.resize(operation.lengthBytes(), ++issue);
    }
    verdict.conclude(operation);
  }

  /** Writes; returns when the bytes are where the file's method says. */
  void write(Operation operation, Inode inode, byte[] source) throws IOException {
    FileMethod method = operation.method();
    Verdict verdict;
    SyncPoint point;
    int reached;
    int fitting;
    synchronized (this) {
      verdict = gate.verdict(operation);
      reached = reachedBytes(operation, verdict, source.length);
      fitting = inode.fitting(operation.offset(), reached, freeBlocks());
      boolean direct = method.direct() && !verdict.dies(); // in flight: not yet in the device
      inode.write(operation.offset(), source, fitting, ++issue, direct);
      point = inode.syncPoint(issue, operation.offset(), fitting);
    }
    if (method.syncsOnWrite() && fitting > 0 && !verdict.dies()) {
      finish(inode, point, verdict);
    }
    verdict.conclude(operation);
    if (fitting < reached) {
      throw new NoSpaceException("WRITE " + operation.name() + ": No space left on device");
    }
  }

  /** A kill stops a store into a mapping anywhere, a write call between two blocks. */
  private static int reachedBytes(Operation operation, Verdict verdict, int length) {
    int reached = verdict.bytesOf(length);
    if (!verdict.dies() || reached == length || operation.method() == FileMethod.MAPPED) {
      return reached;
    }
    long end = operation.offset() + reached;
    return Math.max(0, reached - (int) (end % Inode.BLOCK_BYTES));
  }

  private long freeBlocks() {
    long capacityBytes = gate.faults().capacityBytes();
    if (capacityBytes == Faults.UNLIMITED) {
      return Long.MAX_VALUE;
    }
    long used =
        Stream.concat(names.inodes().stream(), orphans.stream())
            .mapToLong(Inode::allocatedBlocks)
            .sum();
    return capacityBytes / Inode.BLOCK_BYTES - used;
  }

  /** Syncs the file, or the operation's range of a mapped one. */
  void sync(Operation operation, Inode inode) throws IOException {
    Verdict verdict;
    SyncPoint point;
    synchronized (this) {
      verdict = gate.verdict(operation);
      point =
          operation.method() == FileMethod.MAPPED
              ? inode.syncPoint(issue, operation.offset(), operation.lengthBytes())
              : inode.syncPoint(issue);
    }
    if (!verdict.dies()) {
      finish(inode, point, verdict);
    }
    verdict.conclude(operation);
  }

  private void finish(Inode inode, SyncPoint point, Verdict verdict) throws IOException {
    gate.delaySync();
    synchronized (this) {
      gate.checkAlive();
      if (!verdict.passes()) {
        inode.lose(point);
      } else if (gate.faults().syncsLie()) {
        inode.stage(point);
      } else {
        inode.sync(point);
        if (strictness == Strictness.ORDERED) {
          names.syncCreation(inode);
        }
      }
    }
  }

  synchronized void closed(Inode inode) {
    inode.handleClosed();
    if (!inode.open()) {
      orphans.remove(inode);
    }
  }

  synchronized Closeable lock() throws IOException {
    gate.checkAlive();
    if (locked) {
      throw new LogLockedException("directory=" + label + " is in use by another log");
    }
    locked = true;
    AtomicBoolean held = new AtomicBoolean(true);
    return () -> {
      if (held.getAndSet(false)) {
        unlock();
      }
    };
  }

  private synchronized void unlock() {
    locked = false;
  }

  synchronized byte[] contents(String name) throws IOException {
    Inode inode = names.get(name);
    byte[] bytes = new byte[Math.toIntExact(inode.sizeBytes())];
    inode.read(MemorySegment.ofArray(bytes), 0, bytes.length, 0);
    return bytes;
  }

  synchronized void flip(String name, long offset, int bit) throws IOException {
    names.get(name).flip(offset, bit);
  }

  synchronized void chop(String name, long sizeBytes) throws IOException {
    names.get(name).chop(sizeBytes);
  }

  synchronized Volume crash(CrashClass crashClass, long seed) {
    long[] pending = strictness == Strictness.PREFIX ? pendingIssues() : new long[0];
    return after(
        CrashDraw.seeded(crashClass, strictness, seed, pending),
        label + " after " + crashClass + " crash seed=" + seed);
  }

  synchronized Volume crashLosingAll(CrashClass crashClass) {
    return after(
        CrashDraw.losingAll(crashClass, strictness),
        label + " after " + crashClass + " crash losing all");
  }

  private Volume after(CrashDraw draw, String newLabel) {
    Map<Inode, Inode> twins = new HashMap<>();
    names.reachable().forEach(inode -> twins.put(inode, inode.after(draw)));
    Names found = names.after(draw, twins::get);
    Gate newGate = new Gate(gate.faults().traits(), gate.syncDelay());
    Volume volume = new Volume(newLabel, strictness, sectorBytes, newGate, found);
    volume.issue = issue;
    return volume;
  }

  private long[] pendingIssues() {
    LongStream inFiles = names.reachable().stream().flatMapToLong(Inode::issues);
    return LongStream.concat(names.issues(), inFiles).sorted().distinct().toArray();
  }
}
