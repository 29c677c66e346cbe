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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.sim.FaultCounts;
import org.ackmark.quorum.sim.FaultKind;
import org.ackmark.quorum.sim.FaultPace;
import org.ackmark.quorum.sim.FaultPlan;
import org.ackmark.quorum.sim.LinkQuality;
import org.ackmark.wal.Level;

/**
 * A life of a replicated log that a seed decides: records go to whoever leads or believes so, nodes
 * crash and lose what they had not synced, links fail, leaders start beside each other, and the
 * low-water mark rises. Whatever happens: each leader that serves holds every record acknowledged
 * before, and in the end all replicas hold the same.
 */
final class LogSchedule {
  private static final Duration LIFE = Duration.ofMillis(1500);
  private static final FaultPace PACE = FaultPace.of(Duration.ofMillis(40), Duration.ofMillis(150));
  private static final Set<FaultKind> FAULTS =
      EnumSet.complementOf(EnumSet.of(FaultKind.CLOCK_JUMP)); // nobody looks at that clock

  /** The sizes that are drawn from; those with N − W + 1 and W far apart too. */
  private static final int[][] SIZES = {{3, 2}, {3, 2}, {3, 2}, {3, 3}, {4, 2}, {5, 3}, {5, 4}};

  /** Followers that lag a little are fed from the leader's log. */
  private static final LogOptions LITTLE_MEMORY =
      SimLogs.OPTIONS.withBytes(8 << 10, 8 << 10, 2 << 10, 1 << 10);

  private final SplittableRandom random;
  private final SimLogs logs;
  private final FaultPlan plan;
  private final List<Lead> leads = new ArrayList<>();
  private final Map<Long, Acknowledged> acknowledged = new TreeMap<>(); // by LSN
  private long puts;
  private long served;
  private long cuts;
  private boolean over;
  private String violation = "";
  private boolean wrong; // not only that something broke

  private record Lead(NodeId node, Replica replica, QuorumWal log) {}

  /** A record, and the term whose leader has acknowledged it. */
  private record Acknowledged(String text, Term term) {}

  /**
   * What a schedule did.
   *
   * @param acknowledged records
   * @param puts records offered
   * @param served leaders that came to serve
   * @param cuts of what no leader had acknowledged
   * @param faults that had an effect
   * @param violation what must not be; empty when all was well
   * @param wrong whether that is something lost or not the same; else a node broke, or none leads
   */
  record Outcome(
      String size,
      long acknowledged,
      long puts,
      long served,
      long cuts,
      FaultCounts faults,
      String violation,
      boolean wrong) {}

  private LogSchedule(long seed, LogMutant mutant, boolean withinBound) {
    this.random = new SplittableRandom(seed);
    Level level = !withinBound || random.nextInt(4) == 0 ? Level.WRITTEN : Level.SYNCED;
    int[] size = SIZES[random.nextInt(SIZES.length)];
    LinkQuality quality =
        LinkQuality.between(
            Duration.ofNanos(200_000), Duration.ofNanos(random.nextLong(300_000, 4_000_000)));
    SimLogs.Setup setup =
        SimLogs.Setup.of(new Quorum(size[0], size[0], size[1], level))
            .withChance(quality, random.nextLong())
            .withRules(mutant.rules(), mutant::over)
            .withOptions(random.nextBoolean() ? SimLogs.OPTIONS : LITTLE_MEMORY);
    this.logs = new SimLogs(setup);
    Set<FaultKind> faults = EnumSet.copyOf(FAULTS);
    if (withinBound && level != Level.SYNCED) {
      faults.remove(FaultKind.POWER_CRASH); // what is only written does not survive it
    }
    this.plan = new FaultPlan(logs.cluster, faults, PACE, random.nextLong());
  }

  /** Lives a life in which nothing that was acknowledged may be lost. */
  static Outcome run(long seed, LogMutant mutant) {
    return run(new LogSchedule(seed, mutant, true));
  }

  /** Lives a life with losses of power, on which only what is synced is safe, and this is not. */
  static Outcome runBeyondTheBound(long seed) {
    return run(new LogSchedule(seed, LogMutant.SOUND, false));
  }

  private static Outcome run(LogSchedule schedule) {
    try (SimLogs logs = schedule.logs) {
      schedule.live();
      return new Outcome(
          "n=%d w=%d %s".formatted(logs.quorum.n(), logs.quorum.w(), logs.quorum.level()),
          schedule.acknowledged.size(),
          schedule.puts,
          schedule.served,
          schedule.cuts,
          logs.cluster.faults(),
          schedule.violation,
          schedule.wrong);
    }
  }

  private void live() {
    for (NodeId id : logs.members) {
      if (random.nextBoolean()) {
        logs.slowDisk(id, Duration.ofNanos(random.nextLong(100_000, 20_000_000)));
      }
    }
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
      broke("a node does not start: " + e.getCause());
    } catch (RuntimeException e) {
      broke("a node breaks: " + e);
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

  private void broke(String what) {
    violation = violation.isEmpty() ? what : violation;
    over = true;
  }

  private void violated(String what) {
    wrong |= violation.isEmpty();
    broke(what);
  }

  private void write() {
    leads.removeIf(lead -> !isAlive(lead));
    if (!leads.isEmpty()) {
      Lead lead = leads.get(random.nextInt(leads.size()));
      int burst = random.nextInt(1, 4);
      for (int i = 0; i < burst; i++) {
        put(lead);
      }
      if (random.nextInt(20) == 0) {
        clean(lead);
      }
      if (random.nextInt(40) == 0) {
        cut(lead);
      }
    }
    later(8_000_000, this::write);
  }

  private boolean isAlive(Lead lead) {
    return logs.node(lead.node).isUp() && logs.replica(lead.node) == lead.replica;
  }

  private void put(Lead lead) {
    String text = "%d of %s ".formatted(++puts, lead.node) + "x".repeat(random.nextInt(300));
    try {
      long lsn = lead.log.append(SimLogs.record(text));
      CompletableFuture<Long> outcome = new CompletableFuture<>();
      SimLogs.await(lead.log, lsn, lead.log.level(), outcome);
      var _ = outcome.thenAccept(at -> acknowledged(at, text, lead.log.term()));
    } catch (IOException e) {
      leads.remove(lead); // deposed, or it takes nothing in for now
    }
  }

  private void acknowledged(long lsn, String text, Term term) {
    Acknowledged before = acknowledged.putIfAbsent(lsn, new Acknowledged(text, term));
    if (before != null && !before.text.equals(text)) {
      violated("lsn=" + lsn + " was acknowledged twice: " + before + ", " + text);
    }
  }

  private void clean(Lead lead) {
    long from = lead.log.firstLsn();
    long to = lead.log.durableLsn() + 1;
    try {
      if (to > from) {
        lead.log.truncateBefore(random.nextLong(from, to + 1));
      }
    } catch (IOException e) {
      leads.remove(lead);
    }
  }

  /** Takes back what it has not acknowledged: it starts again in place. */
  private void cut(Lead lead) {
    leads.remove(lead); // nobody appends meanwhile
    QuorumWal log = lead.log;
    boolean synced = log.level() == Level.SYNCED;
    try {
      var _ =
          log.cutAfter(synced ? log.durableLsn() : log.writtenLsn())
              .thenAccept(at -> {
                cuts++;
                leads.add(lead);
                check(lead);
              });
    } catch (IOException e) {
      // deposed
    }
  }

  /** Somebody starts a leader: since there is none, or just so. */
  private void govern() {
    if (leads.isEmpty() || random.nextInt(3) == 0) {
      startLeader();
    }
    later(80_000_000, this::govern);
  }

  private void startLeader() {
    NodeId node = logs.members.get(random.nextInt(logs.members.size()));
    if (logs.node(node).isUp()) {
      Replica replica = logs.replica(node);
      var _ = logs.start(node).thenAccept(log -> serves(new Lead(node, replica, log)));
    }
  }

  private void serves(Lead lead) {
    served++;
    leads.add(lead);
    try {
      check(lead);
    } catch (AssertionError | RuntimeException e) {
      broke(lead.node + " can't be read: " + e);
    }
  }

  /**
   * Everything that was acknowledged until now in lower terms is there, and known to be safe. A
   * leader of a higher one may have begun already: this one does not know yet that it is deposed.
   */
  private void check(Lead lead) {
    TreeMap<Long, String> found = SimLogs.contents(lead.log);
    long firstLsn = lead.log.firstLsn();
    acknowledged.forEach((lsn, record) -> {
      if (record.term.isAbove(lead.log.term())) {
        return;
      }
      if (lsn >= firstLsn && !record.text.equals(found.get(lsn))) {
        violated(
            "%s leads term=%s without the acknowledged lsn=%d: %s, but %s"
                .formatted(lead.node, lead.log.term(), lsn, record, found.get(lsn)));
      }
      if (lsn > lead.log.writtenLsn()) {
        violated("lsn=" + lsn + " is acknowledged, writtenLsn=" + lead.log.writtenLsn());
      }
    });
  }

  /** All is mended: one leads, and all become the same. */
  private void end() {
    logs.cluster.runFor(SimLogs.TIMEOUT); // what was under way is over
    QuorumWal log;
    try {
      NodeId node = logs.members.get(random.nextInt(logs.members.size()));
      Replica replica = logs.replica(node);
      log = logs.leadAtLast(node);
      serves(new Lead(node, replica, log));
      logs.putAll(log, "the end");
      logs.settle();
    } catch (CompletionException | IllegalStateException e) {
      broke("all is mended, but nobody leads: " + e);
      return;
    }
    TreeMap<Long, String> expected = SimLogs.contents(log);
    for (NodeId id : logs.members) {
      TreeMap<Long, String> found = logs.contents(id);
      long from = Math.max(log.firstLsn(), logs.replica(id).log().firstLsn());
      if (!found.tailMap(from).equals(expected.tailMap(from)) || found.isEmpty()) {
        violated(id + " holds something else than the leader: " + brief(found, expected));
      }
    }
  }

  private static String brief(TreeMap<Long, String> found, TreeMap<Long, String> expected) {
    return "first=%s last=%s, leader first=%s last=%s"
        .formatted(
            found.isEmpty() ? "-" : found.firstKey(),
            found.isEmpty() ? "-" : found.lastKey(),
            expected.firstKey(),
            expected.lastKey());
  }
}
