package org.ackmark.quorum.ratis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.PosixDisk;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.StateMachine;
import org.apache.ratis.io.MD5Hash;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.SimpleStateMachineStorage;
import org.apache.ratis.statemachine.impl.SingleFileSnapshotInfo;
import org.apache.ratis.util.LifeCycle;
import org.apache.ratis.util.MD5FileUtil;

/**
 * The store as Ratis drives it. Ratis' log is the write-ahead log: the store keeps its state in
 * memory, and snapshots of it in the files of our own store, under the names that Ratis wants.
 *
 * <pre>
 *   entry of the log ── decode ── apply ── reply
 *   query ───────────── read what is applied
 *   snapshot ────────── state + index of the last entry ── file, synced ── name, synced ── digest
 * </pre>
 *
 * <p>Ratis applies, saves and loads on one thread; queries come on any.
 */
final class StoreMachine extends BaseStateMachine {
  private final StateMachine state = new StateMachine();
  private final SimpleStateMachineStorage storage = new SimpleStateMachineStorage();
  private volatile SingleFileSnapshotInfo snapshot; // null while there is none
  private volatile Throwable logFailure;

  @Override
  public void initialize(RaftServer server, RaftGroupId group, RaftStorage raft)
      throws IOException {
    getLifeCycle()
        .startAndTransition(() -> {
          super.initialize(server, group, raft);
          disk(raft.getStorageDir().getStateMachineDir().toPath()).sync();
          storage.init(raft);
          load();
        });
  }

  /** A snapshot is about to be installed. */
  @Override
  public void pause() {
    getLifeCycle().transition(LifeCycle.State.PAUSING);
    getLifeCycle().transition(LifeCycle.State.PAUSED);
  }

  /** A snapshot was installed. */
  @Override
  public void reinitialize() throws IOException {
    load();
    if (getLifeCycle().getCurrentState() == LifeCycle.State.PAUSED) {
      getLifeCycle().transition(LifeCycle.State.STARTING);
      getLifeCycle().transition(LifeCycle.State.RUNNING);
    }
  }

  private void load() throws IOException {
    snapshot = storage.loadLatestSnapshot();
    if (snapshot != null) {
      Path file = snapshot.getFile().getPath();
      state.load(snapshot.getIndex(), disk(file.getParent()), file.getFileName().toString());
      setLastAppliedTermIndex(snapshot.getTermIndex());
    }
  }

  @Override
  public SimpleStateMachineStorage getStateMachineStorage() {
    return storage;
  }

  /** Refuses what is no record of a store before it reaches the log. */
  @Override
  public TransactionContext startTransaction(RaftClientRequest request) throws IOException {
    TransactionContext transaction = super.startTransaction(request);
    try {
      transaction.setStateMachineContext(RatisCodec.batch(0, request.getMessage().getContent()));
    } catch (IOException | IllegalArgumentException e) {
      transaction.setException(e);
    }
    return transaction;
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto entry = transaction.getLogEntry();
    try {
      boolean tookEffect = state.apply(entry.getIndex(), batch(transaction, entry));
      updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
      return CompletableFuture.completedFuture(RatisCodec.wrote(tookEffect));
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** The leader has decoded it before. */
  private static Batch batch(TransactionContext transaction, LogEntryProto entry)
      throws IOException {
    return transaction.getStateMachineContext() instanceof Batch decoded
        ? decoded
        : RatisCodec.batch(entry.getIndex(), entry.getStateMachineLogEntry().getLogData());
  }

  @Override
  public CompletableFuture<Message> query(Message request) {
    try {
      return CompletableFuture.completedFuture(RatisCodec.answer(request.getContent(), state));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  @Override
  public long takeSnapshot() throws IOException {
    TermIndex applied = getLastAppliedTermIndex();
    Path file = storage.getSnapshotFile(applied.getTerm(), applied.getIndex()).toPath();
    state.save(applied.getIndex(), disk(file.getParent()), file.getFileName().toString());
    MD5Hash digest = MD5FileUtil.computeAndSaveMd5ForFile(file.toFile());
    snapshot = new SingleFileSnapshotInfo(new FileInfo(file, digest), applied);
    storage.updateLatestSnapshot(snapshot);
    return applied.getIndex();
  }

  /**
   * A leader asks before each message to a follower; Ratis' storage would look into the directory
   * each time until there is a snapshot.
   */
  @Override
  public SingleFileSnapshotInfo getLatestSnapshot() {
    return snapshot;
  }

  @Override
  public void notifyLogFailed(Throwable cause, LogEntryProto entry) {
    if (logFailure == null) {
      logFailure = cause;
    }
  }

  /** Why the log has failed; empty when it has not. */
  Optional<Throwable> logFailure() {
    return Optional.ofNullable(logFailure);
  }

  /** What is applied; for reading. */
  StateMachine state() {
    return state;
  }

  private static Disk disk(Path directory) throws IOException {
    return new PosixDisk(directory);
  }
}
