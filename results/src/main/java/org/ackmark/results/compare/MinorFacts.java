package org.ackmark.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ackmark.results.environment.Device;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.environment.NetworkInterface;
import org.ackmark.results.environment.Target;

/**
 * The facts about a machine that are no part of its fingerprint and yet may change a figure. Left
 * out is what differs between any two runs and explains nothing: the time, the uptime, bogomips.
 */
final class MinorFacts {
  /** Below that, nobody would look for the reason of a changed figure there. */
  private static final double LEAST_SHARE = 0.1;

  private static final double LEAST_LOAD = 0.5;

  private MinorFacts() {}

  /** Facts of which any change counts. */
  static SortedMap<String, String> exact(Environment environment) {
    SortedMap<String, String> facts = new TreeMap<>();
    put(facts, "cpu.microcode", environment.cpu().microcode());
    put(facts, "kernel.clockSource", environment.kernel().clockSource());
    put(facts, "jdk.vmName", environment.jdk().vmName());
    put(facts, "jdk.arguments", environment.jdk().arguments());
    put(facts, "jdk.assertionsEnabled", environment.jdk().assertionsEnabled());
    put(facts, "networkInterfaces.links", links(environment.networkInterfaces()));
    environment.facts().values().forEach((name, value) -> put(facts, "facts." + name, value));
    return facts;
  }

  /** Facts that name something: shown as another one, not by name. */
  static List<EnvironmentDifference> identities(Environment base, Environment candidate) {
    SortedMap<String, String> after = names(candidate);
    List<EnvironmentDifference> others = new ArrayList<>();
    names(base)
        .forEach((fact, before) -> {
          if (after.containsKey(fact) && !Redacted.mayBeEqual(before, after.get(fact))) {
            others.add(new EnvironmentDifference(fact, "one", "another", false));
          }
        });
    return others;
  }

  /** Quantities that always move, if they moved far. */
  static List<EnvironmentDifference> moved(Environment base, Environment candidate) {
    SortedMap<String, Double> before = quantities(base);
    SortedMap<String, Double> after = quantities(candidate);
    TreeSet<String> both = new TreeSet<>(before.keySet());
    both.retainAll(after.keySet());
    List<EnvironmentDifference> moved = new ArrayList<>();
    for (String fact : both) {
      if (far(fact, before.get(fact), after.get(fact))) {
        moved.add(
            new EnvironmentDifference(fact, text(before.get(fact)), text(after.get(fact)), false));
      }
    }
    return moved;
  }

  private static SortedMap<String, String> names(Environment environment) {
    SortedMap<String, String> names = new TreeMap<>();
    put(names, "hostName", environment.hostName());
    for (int i = 0; i < environment.targets().size(); i++) {
      List<Device> devices = environment.targets().get(i).devices();
      for (int j = 0; j < devices.size(); j++) {
        put(names, "targets[" + i + "].devices[" + j + "].serial", devices.get(j).serial());
      }
    }
    return names;
  }

  private static SortedMap<String, Double> quantities(Environment environment) {
    SortedMap<String, Double> quantities = new TreeMap<>();
    putNumber(quantities, "kernel.loadAverage", environment.kernel().loadAverage());
    putNumber(quantities, "memory.totalBytes", environment.memory().totalBytes());
    putNumber(quantities, "memory.availableBytes", environment.memory().availableBytes());
    for (int i = 0; i < environment.targets().size(); i++) {
      Target target = environment.targets().get(i);
      putNumber(quantities, "targets[" + i + "].freeBytes", target.freeBytes());
    }
    return quantities;
  }

  private static boolean far(String fact, double before, double after) {
    double change = Math.abs(after - before);
    return fact.endsWith("loadAverage")
        ? change >= LEAST_LOAD
        : change >= LEAST_SHARE * Math.max(before, after) && change > 0;
  }

  private static List<String> links(List<NetworkInterface> interfaces) {
    return interfaces.stream()
        .filter(NetworkInterface::physical)
        .map(nic -> nic.speedMbps() + " Mbps, MTU " + nic.mtuBytes())
        .map(link -> link.replace("null", "unknown"))
        .sorted()
        .toList();
  }

  private static String text(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static void put(Map<String, String> facts, String name, Object value) {
    if (value != null) {
      facts.put(name, value.toString());
    }
  }

  private static void putNumber(Map<String, Double> facts, String name, Number value) {
    if (value != null) {
      facts.put(name, value.doubleValue());
    }
  }
}
