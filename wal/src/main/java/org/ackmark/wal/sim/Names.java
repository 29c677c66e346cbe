package org.ackmark.wal.sim;

import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/** The directory: its durable names, those that are seen, and the changes between. */
final class Names {
  private final TreeMap<String, Inode> durable = new TreeMap<>();
  private final TreeMap<String, Inode> visible = new TreeMap<>();
  private final List<NameChange> changes = new ArrayList<>();

  /** The names, last first: nobody shall rely on a sorted listing. */
  List<String> list() {
    return List.copyOf(visible.descendingKeySet());
  }

  Collection<Inode> inodes() {
    return visible.values();
  }

  /** Every file that may be found after a crash, in a fixed order. */
  Set<Inode> reachable() {
    Set<Inode> inodes = new LinkedHashSet<>(durable.values());
    inodes.addAll(visible.values());
    changes.forEach(c -> inodes.add(c.inode()));
    return inodes;
  }

  LongStream issues() {
    return changes.stream().mapToLong(NameChange::issue);
  }

  boolean has(String name) {
    return visible.containsKey(name);
  }

  Inode get(String name) throws NoSuchFileException {
    Inode inode = visible.get(name);
    if (inode == null) {
      throw new NoSuchFileException(name);
    }
    return inode;
  }

  void add(NameChange change) {
    changes.add(change);
    change.apply(visible);
    if (change.to() != null) {
      change.inode().name(change.to());
    }
  }

  /** Makes the changes up to {@code issue} durable. What was lost before stays lost. */
  void sync(long issue) {
    List<NameChange> synced = upTo(issue);
    synced.forEach(c -> c.apply(durable));
    synced.clear();
  }

  /** Hands the changes up to {@code issue} to the device's cache, and no further. */
  void stage(long issue) {
    upTo(issue).replaceAll(c -> c.in(Layer.DEVICE));
  }

  /** Forgets the changes up to {@code issue}, which go on being seen. */
  void lose(long issue) {
    upTo(issue).clear();
  }

  /** Makes the creation of a file durable, and whatever came before it. */
  void syncCreation(Inode inode) {
    changes.stream().filter(c -> c.creates(inode)).findFirst().ifPresent(c -> sync(c.issue()));
  }

  private List<NameChange> upTo(long issue) {
    return changes.subList(0, (int) issues().takeWhile(i -> i <= issue).count());
  }

  /** The directory as found after a crash; {@code twins} finds the files as found after it. */
  Names after(CrashDraw draw, UnaryOperator<Inode> twins) {
    Names found = new Names();
    durable.forEach((name, inode) -> found.durable.put(name, twins.apply(inode)));
    if (draw.crashClass() == CrashClass.PROCESS) {
      visible.forEach((name, inode) -> found.visible.put(name, twins.apply(inode)));
      changes.forEach(c -> found.changes.add(c.of(twins.apply(c.inode()))));
      return found;
    }
    found.visible.putAll(found.durable);
    for (NameChange survivor : draw.survivors(changes)) {
      found.add(survivor.of(twins.apply(survivor.inode())).in(Layer.DEVICE));
    }
    if (draw.crashClass() == CrashClass.POWER) {
      found.sync(Long.MAX_VALUE);
    }
    found.visible.forEach((name, inode) -> inode.name(name));
    return found;
  }
}
