package org.ackmark.quorum.register;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.ackmark.quorum.check.History;
import org.ackmark.quorum.check.HistoryRecorder;
import org.ackmark.quorum.check.Operation;
import org.ackmark.quorum.check.Outcome;
import org.ackmark.quorum.check.RegisterChecker;
import org.ackmark.quorum.check.Verdict;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.sim.DiskSpeed;
import org.ackmark.quorum.sim.FaultCounts;
import org.ackmark.quorum.sim.FaultKind;
import org.ackmark.quorum.sim.FaultPace;
import org.ackmark.quorum.sim.FaultPlan;
import org.ackmark.quorum.sim.LinkQuality;
import org.ackmark.quorum.sim.SimCluster;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;

/**
 * Three clients, each with two operations under way at a time, on one to three keys, while things
 * break: one run of it, as a seed decides. In the end all is mended, and each client reads each
 * key. Each run has another selection of the kinds of faults, at another pace: what hides behind
 * many faults shows with few (swarm testing: Groce and others, ISSTA 2012).
 */
final class Schedule {
  static final int OPERATIONS = 200;
  static final int MOST_KEYS = 3;

  private static final List<NodeId> CLIENTS = List.of(Cities.ALICE, Cities.BOB, Cities.CAROL);
  private static final int LANES = 2;
  private static final long THINKING_NS = 2_000_000;
  private static final long SOONEST_NS = 2_000_000; // between two faults
  private static final long LATEST_NS = 10_000_000;

  private final Setup setup;
  private final RegisterOptions options;
  private final SplittableRandom random;
  private final SimCluster cluster;
  private final Cities cities;
  private final HistoryRecorder recorder;
  private final FaultPlan plan;
  private final int keys;
  private int begun;
  private long written;

  private Schedule(Setup setup, long seed) {
    this.setup = setup;
    this.options = setup.options().apply(seed);
    this.random = new SplittableRandom(seed);
    LinkQuality links = LinkQuality.between(Duration.ofNanos(100_000), Duration.ofMillis(2));
    this.cluster = new SimCluster(random.nextLong(), links);
    this.cities = new Cities(cluster);
    this.recorder = HistoryRecorder.ordered(cluster.loop()::nowNs);
    this.plan = new FaultPlan(cluster, some(setup.faults()), pace(), random.nextLong());
    this.keys = 1 + random.nextInt(MOST_KEYS);
  }

  /** About half of them, at least one. */
  private Set<FaultKind> some(Set<FaultKind> kinds) {
    List<FaultKind> all = List.copyOf(EnumSet.copyOf(kinds));
    Set<FaultKind> some = EnumSet.of(all.get(random.nextInt(all.size())));
    all.stream().filter(kind -> random.nextBoolean()).forEach(some::add);
    return some;
  }

  private FaultPace pace() {
    Duration every = Duration.ofNanos(random.nextLong(SOONEST_NS, LATEST_NS));
    return FaultPace.of(every, Duration.ofMillis(30));
  }

  /** What a run gave. */
  record Result(long seed, History history, FaultCounts faults) {
    Verdict verdict() {
      return new RegisterChecker().check(history);
    }

    boolean violates() {
      return !verdict().linearizable();
    }

    long count(Outcome outcome) {
      return history.operations().filter(o -> o.outcome() == outcome).count();
    }

    /**
     * How many of a hundred overlap another one on the same key, one of the two a write. One whose
     * client crashed counts for as long as it would have waited, not for ever.
     */
    int overlappingPercent() {
      int overlapping = 0;
      for (String key : history.keys()) {
        List<Operation> operations = history.operationsOn(key);
        overlapping += (int) operations.stream().filter(o -> overlapsAny(o, operations)).count();
      }
      return 100 * overlapping / history.size();
    }

    private static boolean overlapsAny(Operation one, List<Operation> operations) {
      return operations.stream()
          .anyMatch(other ->
              !one.equals(other)
                  && (one.isWrite() || other.isWrite())
                  && one.invokedNs() <= endNs(other)
                  && other.invokedNs() <= endNs(one));
    }

    private static long endNs(Operation operation) {
      return Math.min(operation.completedNs(), operation.invokedNs() + Setup.TIMEOUT.toNanos());
    }
  }

  static Result run(Setup setup, long seed) {
    Schedule schedule = new Schedule(setup, seed);
    try (schedule.cluster) {
      schedule.build();
      schedule.play();
      return new Result(seed, schedule.recorder.history(), schedule.cluster.faults());
    }
  }

  private void build() {
    for (NodeId replica : options.replicas()) {
      cities.withReplica(replica, setup.variant(), setup.level(), setup.serving());
      long syncNs = random.nextLong(100_000, 2_000_000);
      cities.node(replica).speed(new DiskSpeed(syncNs / 20, syncNs));
    }
    if (options.handoff().fallbacks().contains(Setup.THEBES)) {
      cities.withFallback(Setup.THEBES, options.replicas());
    }
    CLIENTS.forEach(this::client);
  }

  private void client(NodeId id) {
    cities.client(
        id,
        host -> {
          var own = Cities.open(host, "own", Variant.SYNC, Level.SYNCED);
          int incarnation = Incarnation.next(own);
          Means means = new Means(id, options, host.network(), host.timer());
          return new Cities.Started(setup.coordinating().with(means, incarnation), own::close);
        });
  }

  private void play() {
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < CLIENTS.size() * LANES; i++) {
      lanes.add(new Lane(i, CLIENTS.get(i / LANES)));
    }
    plan.start();
    lanes.forEach(lane -> later(lane::next));
    runUntil(() -> begun >= OPERATIONS);
    cluster.runFor(Setup.TIMEOUT.multipliedBy(2));
    plan.stop();
    lanes.forEach(Lane::readAll);
    cluster.runFor(Setup.TIMEOUT.multipliedBy(2 * MOST_KEYS));
  }

  private void runUntil(BooleanSupplier condition) {
    if (!cluster.loop().runUntil(condition, Duration.ofMinutes(10))) {
      throw new IllegalStateException("begun=" + begun + ": it does not get on");
    }
  }

  private void later(Runnable task) {
    cluster.loop().after(random.nextLong(THINKING_NS), task);
  }

  /** One operation after another: what the checker calls a client. */
  private final class Lane {
    private final NodeId node;
    private final RecordedClient client;
    private int running; // the number of the operation that this lane waits for

    Lane(int number, NodeId node) {
      this.node = node;
      this.client = new RecordedClient(recorder, number, setup.definite());
    }

    void next() {
      if (begun >= OPERATIONS) {
        return;
      }
      if (!cities.node(node).isUp()) {
        later(this::next);
        return;
      }
      begun++;
      String key = "k" + random.nextInt(keys);
      int number = ++running;
      Runnable goOn = () -> goOn(number);
      RegisterStore store = cities.coordinator(node);
      if (random.nextBoolean()) {
        client.write(store, key, ++written).whenComplete((done, failure) -> goOn.run());
      } else {
        client.read(store, key).whenComplete((done, failure) -> goOn.run());
      }
      cluster.loop().after(2 * Setup.TIMEOUT.toNanos(), goOn); // the node may crash meanwhile
    }

    private void goOn(int number) {
      if (number == running) {
        running++;
        later(this::next);
      }
    }

    void readAll() {
      for (int i = 0; i < keys; i++) {
        String key = "k" + i;
        long delayNs = 2L * i * Setup.TIMEOUT.toNanos();
        cluster.loop().after(delayNs, () -> client.read(cities.coordinator(node), key));
      }
    }
  }

  /** Which kinds of faults happened in it. */
  static List<FaultKind> fired(FaultCounts faults) {
    List<FaultKind> fired = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      if (faults.of(kind) > 0) {
        fired.add(kind);
      }
    }
    return fired;
  }
}
