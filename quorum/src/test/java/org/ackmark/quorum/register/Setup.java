package org.ackmark.quorum.register;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.sim.FaultKind;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;

/**
 * What a schedule runs: the correct protocol, or one that differs in one thing.
 *
 * @param options of the coordinators, which may depend on the seed
 * @param variant of the replicas' logs
 * @param level at which replicas really acknowledge
 * @param serving makes the replicas
 * @param coordinating makes the coordinators
 * @param definite which failures of a write are recorded as such
 * @param faults what may go wrong
 */
record Setup(
    LongFunction<RegisterOptions> options,
    Variant variant,
    Level level,
    Cities.Serving serving,
    Coordinating coordinating,
    Predicate<Throwable> definite,
    Set<FaultKind> faults) {
  static final NodeId THEBES = new NodeId(6, "thebes");
  static final Duration TIMEOUT = Duration.ofMillis(40);

  /** Makes a coordinator. */
  @FunctionalInterface
  interface Coordinating {
    RegisterStore with(Means means, int incarnation);
  }

  private static final List<int[]> QUORUMS =
      List.of(
          new int[] {3, 2, 2},
          new int[] {3, 2, 2},
          new int[] {5, 3, 3},
          new int[] {3, 1, 3},
          new int[] {3, 3, 1},
          new int[] {4, 2, 3});

  /** Multi-writer ABD as it is offered, by quorums that meet, with every kind of fault. */
  static Setup abd() {
    return of(Setup::anyAbd);
  }

  /** With these options. */
  static Setup of(RegisterOptions options) {
    return of(seed -> options);
  }

  private static Setup of(LongFunction<RegisterOptions> options) {
    return new Setup(
        options,
        Variant.SYNC,
        Level.SYNCED,
        RegisterReplica::new,
        Setup::correct,
        RecordedClient.NEVER_SENT,
        EnumSet.allOf(FaultKind.class));
  }

  private static RegisterStore correct(Means means, int incarnation) {
    return new RegisterStore(
        means.self(), incarnation, means.options(), means.network(), means.timer());
  }

  /** The usual three replicas with majorities. */
  static RegisterOptions three() {
    return three(2, 2);
  }

  /** Three replicas, R and W. */
  static RegisterOptions three(int r, int w) {
    return RegisterOptions.abd(Cities.THREE, new Quorum(3, r, w, Level.SYNCED))
        .withTimeout(TIMEOUT);
  }

  private static RegisterOptions anyAbd(long seed) {
    int[] numbers = QUORUMS.get(Math.floorMod(seed, QUORUMS.size()));
    Quorum quorum = new Quorum(numbers[0], numbers[1], numbers[2], Level.SYNCED);
    RegisterOptions options =
        RegisterOptions.abd(Cities.FIVE.subList(0, quorum.n()), quorum).withTimeout(TIMEOUT);
    if (seed % 2 == 0) {
      options = options.withHedging(new Hedging.AtPercentile(90, Duration.ofMillis(3)));
    }
    return seed % 3 == 0
        ? options.withHandoff(Handoff.strict(Duration.ofMillis(6), THEBES))
        : options;
  }

  Setup acknowledgingAt(Variant otherVariant, Level otherLevel) {
    return new Setup(options, otherVariant, otherLevel, serving, coordinating, definite, faults);
  }

  Setup serving(Cities.Serving other) {
    return new Setup(options, variant, level, other, coordinating, definite, faults);
  }

  Setup coordinating(Coordinating other) {
    return new Setup(options, variant, level, serving, other, definite, faults);
  }

  Setup definitely(Predicate<Throwable> other) {
    return new Setup(options, variant, level, serving, coordinating, other, faults);
  }

  Setup without(FaultKind kind) {
    Set<FaultKind> others = EnumSet.copyOf(faults);
    others.remove(kind);
    return new Setup(options, variant, level, serving, coordinating, definite, others);
  }
}
