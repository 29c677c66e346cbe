package org.ackmark.quorum.check;

/**
 * Operations as columns of primitives: 34 bytes each. Not thread-safe by itself: {@link
 * HistoryRecorder} publishes a row by its {@code state}, {@link History} never changes it.
 */
final class Columns {
  /** States of a row; 0, a fresh array's, is a row that nobody has filled in. */
  static final byte EMPTY = 0;

  static final byte OPEN = 1;

  private static final byte OK = 2;
  private static final byte FAIL = 3;
  private static final byte INFO = 4;

  final int[] client;
  final int[] key;
  final long[] value;
  final long[] invokedNs;
  final long[] completedNs;
  final boolean[] write;
  final byte[] state;

  Columns(int rows) {
    client = new int[rows];
    key = new int[rows];
    value = new long[rows];
    invokedNs = new long[rows];
    completedNs = new long[rows];
    write = new boolean[rows];
    state = new byte[rows];
  }

  static byte stateOf(Outcome outcome) {
    return switch (outcome) {
      case OK -> OK;
      case FAIL -> FAIL;
      case INFO -> INFO;
    };
  }

  Outcome outcome(int row) {
    return switch (state[row]) {
      case OK -> Outcome.OK;
      case FAIL -> Outcome.FAIL;
      case INFO -> Outcome.INFO;
      default -> throw new IllegalStateException("row=" + row + ", state=" + state[row]);
    };
  }

  void set(int row, Operation operation, int keyNumber) {
    client[row] = operation.client();
    key[row] = keyNumber;
    value[row] = operation.value();
    invokedNs[row] = operation.invokedNs();
    completedNs[row] = operation.completedNs();
    write[row] = operation.isWrite();
    state[row] = stateOf(operation.outcome());
  }

  void copyInvocation(int row, Columns from, int fromRow) {
    client[row] = from.client[fromRow];
    key[row] = from.key[fromRow];
    invokedNs[row] = from.invokedNs[fromRow];
    write[row] = from.write[fromRow];
  }
}
