package org.ackmark.quorum.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.sim.FaultKind;
import org.ackmark.quorum.sim.FaultPace;
import org.ackmark.quorum.sim.FaultPlan;
import org.ackmark.quorum.sim.LinkQuality;
import org.ackmark.quorum.sim.MessageHook;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.Entry;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;

/**
 * A life of a store over a replicated log, that a seed decides: its leaders take snapshots and
 * forget records all the time, so that replicas that were away get snapshots, from leaders that
 * crash or are deposed meanwhile. Whatever happens: the store of each leader that serves holds
 * every write acknowledged before, and in the end the stores of all nodes are the same.
 */
final class StoreSchedule {
  private static final Duration LIFE = Duration.ofMillis(1200);
  private static final FaultPace PACE = FaultPace.of(Duration.ofMillis(40), Duration.ofMillis(150));
  private static final Set<FaultKind> FAULTS =
      EnumSet.complementOf(EnumSet.of(FaultKind.CLOCK_JUMP)); // nobody looks at that clock

  private final SplittableRandom random;
  private final SimLogs logs;
  private final FaultPlan plan;
  private final List<Lead> leads = new ArrayList<>();
  private final Map<String, Acknowledged> acknowledged = new TreeMap<>(); // by key
  private long puts;
  private long snapshots;
  private long installs;
  private boolean over;
  private String violation = "";

  private record Lead(NodeId node, Replica replica, QuorumWal log, LogStore store) {}

  private record Acknowledged(String value, Term term) {}

  /**
   * What a schedule did.
   *
   * @param installs messages with a part of a snapshot, to a follower or to a leader that starts
   * @param violation what must not be; empty when all was well
   */
  record Outcome(long acknowledged, long snapshots, long installs, String violation) {}

  private StoreSchedule(long seed, LogMutant mutant) {
    this.random = new SplittableRandom(seed);
    LinkQuality quality =
        LinkQuality.between(
            Duration.ofNanos(200_000), Duration.ofNanos(random.nextLong(300_000, 4_000_000)));
    int n = random.nextInt(4) == 0 ? 5 : 3;
    this.logs =
        new SimLogs(
            SimLogs.Setup.of(Quorum.majority(n))
                .withChance(quality, random.nextLong())
                .withRules(mutant.rules(), mutant::over)
                .withSnapshots());
    this.plan = new FaultPlan(logs.cluster, FAULTS, PACE, random.nextLong());
    logs.cluster
        .network()
        .hook(envelope -> {
          boolean part =
              envelope.message() instanceof LogRequest.Install
                  || envelope.message() instanceof LogReply.FetchedSnapshot;
          installs += part ? 1 : 0;
          return MessageHook.Fate.TRAVELS;
        });
  }

  static Outcome run(long seed, LogMutant mutant) {
    StoreSchedule schedule = new StoreSchedule(seed, mutant);
    try (schedule.logs) {
      schedule.live();
      return new Outcome(
          schedule.acknowledged.size(), schedule.snapshots, schedule.installs, schedule.violation);
    }
  }

  private void live() {
    startLeader();
    plan.start();
    later(1_000_000, this::write);
    later(40_000_000, this::govern);
    try {
      logs.cluster.runFor(LIFE);
      over = true;
      plan.stop();
      if (violation.isEmpty()) {
        end();
      }
    } catch (UncheckedIOException e) {
      violated("a node does not start: " + e.getCause());
    } catch (IOException | RuntimeException e) {
      violated("a node breaks: " + e);
    }
  }

  private void later(long maxNs, Runnable task) {
    logs.cluster
        .loop()
        .after(
            random.nextLong(maxNs),
            () -> {
              if (!over) {
                task.run();
              }
            });
  }

  private void violated(String what) {
    violation = violation.isEmpty() ? what : violation;
    over = true;
  }

  private void write() {
    leads.removeIf(lead -> logs.replica(lead.node) != lead.replica || !logs.node(lead.node).isUp());
    if (!leads.isEmpty()) {
      Lead lead = leads.get(random.nextInt(leads.size()));
      for (int burst = random.nextInt(1, 4); burst > 0; burst--) {
        put(lead);
      }
      if (random.nextInt(12) == 0) {
        snapshot(lead);
      }
    }
    later(10_000_000, this::write);
  }

  private void put(Lead lead) {
    String key = "key" + ++puts;
    String value = "of %s ".formatted(lead.node) + "x".repeat(random.nextInt(200));
    var _ =
        lead.store
            .putAsync(Bytes.utf8(key), Bytes.utf8(value))
            .whenComplete((done, failure) -> {
              if (failure == null) {
                acknowledged.put(key, new Acknowledged(value, lead.log.term()));
              } else {
                leads.remove(lead); // deposed, or it takes nothing in for now
              }
            });
  }

  private void snapshot(Lead lead) {
    try {
      lead.store.snapshot();
      snapshots++;
    } catch (IOException e) {
      leads.remove(lead);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a simulation", e);
    }
  }

  private void govern() {
    if (leads.isEmpty() || random.nextInt(3) == 0) {
      startLeader();
    }
    later(80_000_000, this::govern);
  }

  private void startLeader() {
    NodeId node = logs.members.get(random.nextInt(logs.members.size()));
    if (logs.node(node).isUp()) {
      leads.removeIf(lead -> lead.node.equals(node));
      Replica replica = logs.replica(node);
      var _ = logs.start(node).thenAccept(log -> serves(node, replica, log));
    }
  }

  private void serves(NodeId node, Replica replica, QuorumWal log) {
    try {
      Lead lead = new Lead(node, replica, log, open(node, log));
      leads.removeIf(other -> other.node.equals(node));
      leads.add(lead);
      check(lead);
    } catch (IOException | RuntimeException e) {
      violated(node + " leads, and its store can't be read: " + e);
    }
  }

  private LogStore open(NodeId node, QuorumWal log) throws IOException {
    return LogStore.open(logs.host(node).disk("log"), (disk, known) -> log, StoreOptions.DEFAULTS);
  }

  /** What was acknowledged in lower terms is there. */
  private void check(Lead lead) throws IOException {
    for (Map.Entry<String, Acknowledged> each : acknowledged.entrySet()) {
      if (!each.getValue().term.isAbove(lead.log.term())) {
        String found = lead.store.get(Bytes.utf8(each.getKey())).map(Bytes::toUtf8).orElse("");
        if (!found.equals(each.getValue().value)) {
          violated(
              "%s leads term=%s without the acknowledged %s: %s"
                  .formatted(lead.node, lead.log.term(), each, found));
        }
      }
    }
  }

  /** All is mended: each node leads in its turn, and finds the same. */
  private void end() throws IOException {
    logs.cluster.runFor(SimLogs.TIMEOUT); // what was under way is over
    List<Entry> first = null;
    for (NodeId node : logs.members) {
      Lead lead = lead(node);
      if (lead == null) {
        return;
      }
      check(lead);
      List<Entry> entries = lead.store.scan(Bytes.EMPTY, Bytes.EMPTY, Integer.MAX_VALUE);
      first = first == null ? entries : first;
      if (!entries.equals(first)) {
        violated(node + " finds entries=" + entries.size() + ", another one " + first.size());
      }
    }
  }

  private Lead lead(NodeId node) throws IOException {
    try {
      QuorumWal log = logs.leadAtLast(node);
      return new Lead(node, logs.replica(node), log, open(node, log));
    } catch (CompletionException | IllegalStateException e) {
      violated("all is mended, but " + node + " can't lead: " + e);
      return null;
    }
  }
}
