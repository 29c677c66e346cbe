package org.ackmark.wal.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * What one sector, or one size, is and was: the durable value, the versions that wait on top of it,
 * oldest first, and the value that readers see. Guarded by the volume.
 */
final class History<T> {
  private T durable;

  /** What readers see below the versions: {@link #durable}, unless a failed sync lost something. */
  private T clean;

  private final List<Version<T>> versions = new ArrayList<>(1);

  History(T durable) {
    this.durable = durable;
    this.clean = durable;
  }

  T durable() {
    return durable;
  }

  T visible() {
    return versions.isEmpty() ? clean : versions.getLast().value();
  }

  /** Whether there is nothing to tell beyond the durable value. */
  boolean settled() {
    return versions.isEmpty() && Objects.equals(clean, durable);
  }

  LongStream issues() {
    return versions.stream().mapToLong(Version::issue);
  }

  void add(Version<T> version) {
    versions.add(version);
  }

  /** Makes the newest version up to {@code issue} durable. What was lost before stays lost. */
  void sync(long issue) {
    List<Version<T>> synced = upTo(issue);
    if (!synced.isEmpty()) {
      durable = synced.getLast().value();
      clean = durable;
      synced.clear();
    }
  }

  /** Moves the versions up to {@code issue} to the device's cache: a sync that lied. */
  void stage(long issue) {
    upTo(issue).replaceAll(v -> v.in(Layer.DEVICE));
  }

  /** Forgets the versions up to {@code issue}, which readers go on seeing: a sync that failed. */
  void lose(long issue) {
    List<Version<T>> lost = upTo(issue);
    if (!lost.isEmpty()) {
      clean = lost.getLast().value();
      lost.clear();
    }
  }

  private List<Version<T>> upTo(long issue) {
    return versions.subList(0, (int) issues().takeWhile(i -> i <= issue).count());
  }

  /** Forgets the versions up to {@code issue} that {@code outdated} finds, and such a base. */
  void raise(T base, long issue, Predicate<T> outdated) {
    if (outdated.test(durable)) {
      durable = base;
    }
    upTo(issue).removeIf(v -> outdated.test(v.value()));
  }

  /** Changes every value, past and present: damage at rest, and the end of the file. */
  void edit(UnaryOperator<T> change) {
    boolean same = Objects.equals(clean, durable);
    durable = change.apply(durable);
    clean = same ? durable : change.apply(clean);
    versions.replaceAll(v -> v.withValue(change.apply(v.value())));
  }

  History<T> copy() {
    History<T> copy = new History<>(durable);
    copy.clean = clean;
    copy.versions.addAll(versions);
    return copy;
  }

  /**
   * Draws how many versions survive; of these the newest is what is found. A version of a cut up to
   * the issue {@code cutsUpTo} survives for sure, one of a later cut does not.
   */
  int survivors(CrashDraw draw, long cutsUpTo) {
    int certain = 0;
    for (int i = 0; i < versions.size(); i++) {
      Version<T> version = versions.get(i);
      if (draw.certain(version) || (version.cut() && version.issue() <= cutsUpTo)) {
        certain = i + 1;
      }
    }
    int survivors = draw.survivors(certain, versions);
    while (survivors > certain && isCutAfter(cutsUpTo, versions.get(survivors - 1))) {
      survivors--;
    }
    return survivors;
  }

  private static boolean isCutAfter(long issue, Version<?> version) {
    return version.cut() && version.issue() > issue;
  }

  /** The issue of the newest of so many survivors; before all others when there is none. */
  long issueOf(int survivors) {
    return survivors == 0 ? Long.MIN_VALUE : versions.get(survivors - 1).issue();
  }

  /** The history as found after the kernel, or the power too, has gone. */
  History<T> after(CrashClass crashClass, int survivors) {
    if (crashClass == CrashClass.POWER) {
      return new History<>(survivors == 0 ? durable : versions.get(survivors - 1).value());
    }
    History<T> found = new History<>(durable);
    versions.subList(0, survivors).forEach(v -> found.add(v.in(Layer.DEVICE)));
    return found;
  }
}
