package org.ackmark.quorum.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Small histories of clients on real registers, some of them with reads that were tampered with.
 * Times are small, so that many are equal.
 *
 * @param honest whether nothing was tampered with: then it is linearizable by construction
 */
record RandomHistory(History history, boolean honest) {
  private static final String[] KEYS = {"x", "y"};

  static long seed() {
    Long given = Long.getLong("seed");
    long seed = given != null ? given : new SplittableRandom().nextLong();
    System.out.println("seed=" + seed);
    return seed;
  }

  /** At least 8 operations of 3 or 4 clients, each one after another. */
  static RandomHistory draw(SplittableRandom random, boolean indeterminate) {
    List<Effect> effects = draft(random, indeterminate);
    while (indeterminate != hasIndeterminateWrite(effects)) {
      effects = draft(random, indeterminate);
    }
    List<Operation> operations = run(effects);
    boolean honest = random.nextInt(100) < 25;
    if (!honest) {
      tamper(operations, random);
    }
    return new RandomHistory(History.of(operations), honest);
  }

  private static boolean hasIndeterminateWrite(List<Effect> effects) {
    return effects.stream()
        .map(Effect::operation)
        .anyMatch(o -> o.isWrite() && o.outcome() == Outcome.INFO);
  }

  private static List<Effect> draft(SplittableRandom random, boolean indeterminate) {
    int clients = 3 + random.nextInt(2);
    int keys = random.nextInt(4) == 0 ? 2 : 1;
    int count = 8 + random.nextInt(5);
    long[] idleFrom = random.longs(clients, 0, 6).toArray();
    List<Effect> effects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int client = i < clients ? i : random.nextInt(clients);
      long invoked = idleFrom[client] + random.nextInt(4);
      long completed = invoked + random.nextInt(12);
      idleFrom[client] = completed + random.nextInt(3);
      Kind kind = random.nextBoolean() ? Kind.READ : Kind.WRITE;
      long value = kind == Kind.WRITE ? i + 1 : Operation.ABSENT;
      String key = KEYS[random.nextInt(keys)];
      Operation operation =
          new Operation(
              client, key, kind, value, invoked, completed, outcome(random, indeterminate));
      effects.add(Effect.draw(operation, random));
    }
    return effects;
  }

  private static Outcome outcome(SplittableRandom random, boolean indeterminate) {
    int dice = random.nextInt(100);
    if (indeterminate && dice < 35) {
      return Outcome.INFO;
    }
    return dice >= 92 ? Outcome.FAIL : Outcome.OK;
  }

  private static List<Operation> run(List<Effect> effects) {
    Map<String, Long> registers = new HashMap<>();
    List<Operation> operations = new ArrayList<>();
    effects.sort(Comparator.comparingDouble(Effect::at));
    for (Effect effect : effects) {
      Operation operation = effect.operation;
      if (operation.isWrite() && effect.at < Double.MAX_VALUE) {
        registers.put(operation.key(), operation.value());
      }
      boolean returns = !operation.isWrite() && operation.outcome() == Outcome.OK;
      long seen = registers.getOrDefault(operation.key(), Operation.ABSENT);
      operations.add(returns ? returning(operation, seen) : operation);
    }
    return operations;
  }

  private static Operation returning(Operation read, long value) {
    return Operation.read(read.client(), read.key(), value, read.invokedNs(), read.completedNs());
  }

  /** One or two reads return something else: another write's value, nothing, or a stranger. */
  private static void tamper(List<Operation> operations, SplittableRandom random) {
    List<Integer> reads = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      if (!operations.get(i).isWrite() && operations.get(i).outcome() == Outcome.OK) {
        reads.add(i);
      }
    }
    for (int times = 1 + random.nextInt(2); times > 0 && !reads.isEmpty(); times--) {
      int place = reads.get(random.nextInt(reads.size()));
      Operation read = operations.get(place);
      operations.set(place, returning(read, anyValue(operations, read.key(), random)));
    }
  }

  private static long anyValue(List<Operation> operations, String key, SplittableRandom random) {
    long[] written =
        operations.stream()
            .filter(o -> o.isWrite() && o.key().equals(key))
            .mapToLong(Operation::value)
            .toArray();
    int choice = random.nextInt(-1, written.length + 1);
    if (choice < 0 && random.nextInt(4) == 0) {
      return 99;
    }
    return choice < 0 || choice == written.length ? Operation.ABSENT : written[choice];
  }

  /**
   * An operation and when it happens; concurrent ones at the same time in any order.
   *
   * @param at the largest double for never
   */
  private record Effect(Operation operation, double at) {
    static Effect draw(Operation operation, SplittableRandom random) {
      boolean never =
          operation.outcome() == Outcome.FAIL
              || (operation.outcome() == Outcome.INFO && random.nextBoolean());
      double length =
          operation.outcome() == Outcome.INFO
              ? 30
              : operation.completedNs() - operation.invokedNs();
      double at = operation.invokedNs() + random.nextDouble() * length;
      return new Effect(operation, never ? Double.MAX_VALUE : at);
    }
  }
}
