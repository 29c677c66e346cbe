package org.ackmark.quorum.register;

import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.ackmark.quorum.check.HistoryRecorder;
import org.ackmark.quorum.check.Kind;
import org.ackmark.quorum.check.Operation;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.Versioned;

/** A client whose calls are written down. It may use several coordinators, one after another. */
final class RecordedClient {
  /** Whether a write that failed so did certainly not happen: nothing of it was sent. */
  static final Predicate<Throwable> NEVER_SENT =
      failure -> failure instanceof QuorumNotReachedException e && !e.mayHaveTakenEffect();

  private final HistoryRecorder recorder;
  private final int number;
  private final Predicate<Throwable> definite;

  RecordedClient(HistoryRecorder recorder, int number) {
    this(recorder, number, NEVER_SENT);
  }

  /**
   * A client of that number.
   *
   * @param definite which failures of a write are recorded as such; others are indeterminate
   */
  RecordedClient(HistoryRecorder recorder, int number, Predicate<Throwable> definite) {
    this.recorder = recorder;
    this.number = number;
    this.definite = definite;
  }

  CompletionStage<Boolean> write(RegisterStore store, String key, long value) {
    long ticket = recorder.invoke(number, key, Kind.WRITE, value);
    return store
        .writeAsync(Batch.put(Bytes.utf8(key), Bytes.utf8("" + value)))
        .whenComplete((done, failure) -> wrote(ticket, failure));
  }

  private void wrote(long ticket, Throwable failure) {
    if (failure == null) {
      recorder.ok(ticket);
    } else if (definite.test(failure)) {
      recorder.fail(ticket);
    } else {
      recorder.info(ticket);
    }
  }

  CompletionStage<Long> read(RegisterStore store, String key) {
    long ticket = recorder.invoke(number, key, Kind.READ, Operation.ABSENT);
    return store
        .readAsync(Bytes.utf8(key))
        .thenApply(RecordedClient::value)
        .whenComplete((value, failure) -> {
          if (failure == null) {
            recorder.ok(ticket, value);
          } else {
            recorder.fail(ticket);
          }
        });
  }

  private static long value(Versioned versioned) {
    return versioned.value().map(bytes -> Long.parseLong(bytes.toUtf8())).orElse(Operation.ABSENT);
  }
}
