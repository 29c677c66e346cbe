package org.ackmark.wal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.wal.Variant;
import org.ackmark.wal.io.PosixDisk;

/**
 * What the store is tested on: every variant, on the simulated disk and on the real one. A log of
 * another make joins the tests by a line in {@link #all}.
 *
 * @param real whether the disk is the real one
 */
record MachineKind(Variant variant, boolean real) {
  /** A new machine; a real disk lies in {@code directory}, which is empty. */
  Machine machine(Path directory) {
    if (!real) {
      return Machine.simulated(variant);
    }
    try {
      return Machine.of(new PosixDisk(directory), variant);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether anything outlives a closed store. */
  boolean durable() {
    return variant != Variant.MEMORY;
  }

  @Override
  public String toString() {
    return variant.label() + (real ? " on a real disk" : " simulated");
  }

  /** Every kind. */
  static List<MachineKind> all() {
    return Stream.concat(
            Stream.of(Variant.MEMORY).map(MachineKind::simulated), durableKinds().stream())
        .toList();
  }

  /** Every kind that keeps what it holds when it is closed. */
  static List<MachineKind> durableKinds() {
    return withFile().flatMap(v -> Stream.of(simulated(v), new MachineKind(v, true))).toList();
  }

  /** The kinds that can crash. */
  static List<MachineKind> crashable() {
    return withFile().map(MachineKind::simulated).toList();
  }

  private static MachineKind simulated(Variant variant) {
    return new MachineKind(variant, false);
  }

  private static Stream<Variant> withFile() {
    return Arrays.stream(Variant.values()).filter(v -> v != Variant.MEMORY);
  }
}
