package org.ackmark.wal.store;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Random batches over few keys, and a plain model of what they do. */
final class Batches {
  static final int KEYS = 24;

  private Batches() {}

  static Bytes key(int i) {
    return Bytes.utf8("key-%02d".formatted(i));
  }

  static Batch random(SplittableRandom random, int changes) {
    Batch.Builder batch = Batch.builder();
    for (int i = 0; i < changes; i++) {
      Bytes key = key(random.nextInt(KEYS));
      long version = random.nextInt(3) == 0 ? 1 + random.nextInt(1_000) : Change.UNVERSIONED;
      batch.add(
          random.nextInt(4) == 0
              ? new Change.Delete(key, version)
              : new Change.Put(key, value(random), version));
    }
    return batch.build();
  }

  private static Bytes value(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  /**
   * Applies {@code batch} to {@code model}, written as plainly as can be; whether it took effect.
   */
  static boolean apply(Batch batch, Map<Bytes, Versioned> model) {
    Map<Bytes, Versioned> changed = new TreeMap<>(model);
    for (Change change : batch.changes()) {
      long oldVersion = changed.getOrDefault(change.key(), Versioned.ABSENT).version();
      if (change.version() > 0 && change.version() <= oldVersion) {
        return false;
      }
      long version = Math.max(change.version(), oldVersion);
      changed.put(
          change.key(),
          switch (change) {
            case Change.Put put -> new Versioned(version, Optional.of(put.value()));
            case Change.Delete _ -> new Versioned(version, Optional.empty());
          });
    }
    model.clear();
    model.putAll(changed);
    model.values().removeIf(Versioned.ABSENT::equals);
    return true;
  }
}
