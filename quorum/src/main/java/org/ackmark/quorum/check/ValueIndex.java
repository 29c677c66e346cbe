package org.ackmark.quorum.check;

import java.util.Arrays;

/** From values to small numbers, by open addressing in primitive arrays; at most half full. */
final class ValueIndex {
  private static final int NONE = -1;

  private final long[] values;
  private final int[] numbers;
  private final int shift;

  ValueIndex(int most) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, most)) + 1;
    values = new long[1 << bits];
    numbers = new int[1 << bits];
    shift = Long.SIZE - bits;
    Arrays.fill(numbers, NONE);
  }

  /** False, and nothing changes, when the value has a number already. */
  boolean put(long value, int number) {
    int slot = slotOf(value);
    if (numbers[slot] != NONE) {
      return false;
    }
    values[slot] = value;
    numbers[slot] = number;
    return true;
  }

  /** The value's number; −1 when it has none. */
  int get(long value) {
    return numbers[slotOf(value)];
  }

  private int slotOf(long value) {
    // Fibonacci hashing (Knuth, TAOCP vol. 3, 6.4): neighbours are spread over the table.
    int slot = (int) ((value * 0x9E3779B97F4A7C15L) >>> shift);
    while (numbers[slot] != NONE && values[slot] != value) {
      slot = (slot + 1) & (numbers.length - 1);
    }
    return slot;
  }
}
