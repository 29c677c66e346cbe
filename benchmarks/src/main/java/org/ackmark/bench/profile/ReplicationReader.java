package org.ackmark.bench.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.ratis.RatisReads;
import org.ackmark.quorum.ratis.RatisSync;
import org.ackmark.wal.Level;

/** Reads how a workload is replicated: the cross product of what its keys list. Pure. */
final class ReplicationReader {
  static final String QUORUM = "quorum";

  private static final String SYNC = "sync";
  private static final String READS = "reads";

  /** Those of a workload that say nothing without a quorum. */
  static final List<String> KEYS =
      List.of("protocol", "level", SYNC, READS, "placement", "bandwidth", "delay", "loss", "fault");

  private static final Rule<Replication.Numbers> NUMBERS = Replication.Numbers::parse;
  private static final Rule<Level> LEVEL = Rule.choice(List.of(Level.values()), Label::of);
  private static final Rule<RatisSync> RATIS_SYNC =
      Rule.choice(List.of(RatisSync.values()), Label::of);
  private static final Rule<RatisReads> RATIS_READS =
      Rule.choice(List.of(RatisReads.values()), Label::of);
  private static final Rule<Placement> PLACEMENT =
      Rule.choice(List.of(Placement.values()), Placement::label);
  private static final Rule<Fault> FAULT = Rule.choice(List.of(Fault.values()), Fault::label);
  private static final Rule<Long> BANDWIDTH = Rule.rateOrOff(1L << 10, 1L << 40);
  private static final Rule<Long> DELAY = Rule.duration(0, 10_000_000_000L);
  private static final Rule<Integer> LOSS = Rule.count(0, 90);

  private final Fields fields;

  private ReplicationReader(Fields fields) {
    this.fields = fields;
  }

  /** The replications of a workload; one that is empty for a single log. */
  static List<Optional<Replication>> read(Benchmark benchmark, Fields fields) {
    return new ReplicationReader(fields).all(benchmark);
  }

  private List<Optional<Replication>> all(Benchmark benchmark) {
    List<Protocol> protocols = fields.many("protocol", protocol(benchmark), List.of(Protocol.LOG));
    List<RatisSync> syncs = fields.many(SYNC, RATIS_SYNC, List.of());
    List<RatisReads> reads = fields.many(READS, RATIS_READS, List.of());
    List<Level> levels = fields.many("level", LEVEL, List.of(Level.SYNCED));
    List<Fault> faults = fields.many("fault", FAULT, List.of(Fault.NONE));
    Placement placement = fields.one("placement", PLACEMENT, Placement.ONE_PROCESS);
    Link link = link();
    if (fields.node(QUORUM).isEmpty()) {
      requireNoneOfThem();
      return List.of(Optional.empty());
    }
    requireRatis(SYNC, protocols, syncs);
    requireRatis(READS, protocols, reads);
    List<Replication.Numbers> quorums = fields.many(QUORUM, NUMBERS, List.of());
    List<Optional<Replication>> replications = new ArrayList<>();
    for (Protocol protocol : protocols) {
      for (Replication.Numbers numbers : quorums) {
        for (Depth depth : depths(protocol, levels, syncs, reads)) {
          if (depth.ratis != null && othersAreMeant(quorums, numbers, depth.ratis.sync())) {
            continue;
          }
          for (Fault fault : faults) {
            replications.add(one(protocol, numbers, depth, placement, link, fault));
          }
        }
      }
    }
    return replications;
  }

  private static Rule<Protocol> protocol(Benchmark benchmark) {
    Rule<Protocol> known = Rule.choice(benchmark.protocols(), Protocol::label);
    return text -> {
      if (text.equals(Protocol.RATIS.label()) && !benchmark.protocols().contains(Protocol.RATIS)) {
        throw new IllegalArgumentException(
            "can't be 'ratis' under benchmark '%s': nobody but Ratis appends to its log; take"
                    .formatted(benchmark.label())
                + " store-put, store-get or store-mix");
      }
      return known.read(text);
    };
  }

  private void requireRatis(String key, List<Protocol> protocols, List<?> values) {
    if (!values.isEmpty() && !protocols.contains(Protocol.RATIS)) {
      throw new ProfileException(
          fields.placeOf(key), "'" + key + "' says nothing without protocol 'ratis'");
    }
  }

  /** Ratis takes no other W than a majority, and keeps no log in memory alone. */
  private static boolean othersAreMeant(
      List<Replication.Numbers> quorums, Replication.Numbers numbers, RatisSync sync) {
    Replication.Numbers majority = Replication.Numbers.majority(numbers.n());
    return numbers.equals(majority)
        ? quorums.size() > 1 && numbers.n() == 1 && sync == RatisSync.IN_MEMORY
        : quorums.contains(majority);
  }

  /**
   * How far a copy has come that counts.
   *
   * @param ratis what brings it there; null unless that is Ratis
   */
  private record Depth(Level level, RatisWays ratis) {
    static Stream<Depth> of(RatisSync sync, List<RatisReads> reads) {
      return reads.isEmpty()
          ? Stream.of(new Depth(sync.level(), RatisWays.of(sync)))
          : reads.stream().map(each -> new Depth(sync.level(), new RatisWays(sync, each)));
    }
  }

  /** Of Ratis, what the syncs say; without any, the safest of each level. */
  private static List<Depth> depths(
      Protocol protocol, List<Level> levels, List<RatisSync> syncs, List<RatisReads> reads) {
    if (protocol != Protocol.RATIS) {
      return levels.stream().map(level -> new Depth(level, null)).toList();
    }
    Stream<RatisSync> asked =
        syncs.isEmpty() ? levels.stream().map(RatisWays::safest) : syncs.stream();
    return asked.flatMap(sync -> Depth.of(sync, reads)).toList();
  }

  private Link link() {
    return new Link(
        fields.one("bandwidth", BANDWIDTH, 0L),
        fields.one("delay", DELAY, 0L),
        fields.one("loss", LOSS, 0));
  }

  private Optional<Replication> one(
      Protocol protocol,
      Replication.Numbers numbers,
      Depth depth,
      Placement placement,
      Link link,
      Fault fault) {
    try {
      Quorum quorum = numbers.at(depth.level);
      return Optional.of(new Replication(protocol, quorum, placement, link, fault, depth.ratis));
    } catch (IllegalArgumentException e) {
      throw new ProfileException(fields.placeOf(QUORUM), "'quorum' has " + e.getMessage());
    }
  }

  private void requireNoneOfThem() {
    for (String key : KEYS) {
      if (fields.node(key).isPresent()) {
        throw new ProfileException(
            fields.placeOf(key), "'" + key + "' says nothing without a 'quorum', such as 3/2/2");
      }
    }
  }
}
