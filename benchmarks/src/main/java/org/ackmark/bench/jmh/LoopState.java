package org.ackmark.bench.jmh;

import java.util.List;
import org.ackmark.bench.profile.Replication;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Control;
import org.openjdk.jmh.infra.IterationParams;

/** A log or a store, and the load on it. */
@State(Scope.Benchmark)
public class LoopState extends RigState {
  /** Operations that JMH's thread takes at once. */
  static final int BATCH = 64;

  private static final List<String> ON_LOG = List.of("commit", "append");

  /** A variant's label, or another name that an assignment gives a meaning. */
  @Param({"memory", "sync", "group"})
  public String variant;

  /** Payload of a record, or value of a key. */
  @Param("1024")
  public int recordBytes;

  /** What is done: commit, append, store-put, store-get, store-mix. */
  @Param("commit")
  public String work;

  /** How writers wait: callbacks, which can only commit, or virtual. */
  @Param("callbacks")
  public String threadKind;

  /** Operations under way at once. */
  @Param("64")
  public int writers;

  /** Keys in the store. */
  @Param("10000")
  public int keys;

  /** Gets in a hundred operations of the mix. */
  @Param("50")
  public int getPercent;

  /** Such as log-3-2-2-synced: protocol, N, R, W and level; none for a single log. */
  @Param(Replication.NONE)
  public String replication;

  private final Batch batch = new Batch(BATCH);
  private Load load;

  /** Opens the log or the store. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    openRig(
        directory ->
            Assignment.byHand(variant, directory, recordBytes, writers)
                .withStore(keys, getPercent)
                .withReplication(replication),
        ON_LOG.contains(work) ? Rig::ofLog : Rig::ofStore);
    load =
        switch (threadKind) {
          case "callbacks" -> new CallbackLoad(rig(), writers, batch);
          case "virtual" -> new VirtualLoad(rig().meter(), chosenWork(), writers, batch);
          default -> throw new IllegalArgumentException("threadKind=" + threadKind);
        };
  }

  private Work chosenWork() {
    return switch (work) {
      case "commit" -> Work.commit(rig().log());
      case "append" -> Work.append(rig().log());
      case "store-put" -> rig().put();
      case "store-get" -> rig().get();
      case "store-mix" -> rig().mix();
      default -> throw new IllegalArgumentException("work=" + work);
    };
  }

  /** Begins an iteration and sets the load going. */
  @Setup(Level.Iteration)
  public void begin(IterationParams params) throws Exception {
    batch.begin();
    begin(params, load);
  }

  void awaitBatch(Control control) throws Exception {
    batch.await(control);
  }

  /** Stops the load. */
  @TearDown(Level.Iteration)
  public void stop() throws Exception {
    end(load);
    batch.requireSound();
  }

  /** Closes the log or the store. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    closeRig();
  }
}
