package org.ackmark.bench.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ackmark.bench.jmh.Handicap;
import org.ackmark.results.Arm;

/** The host JVMs of a run, one for each arm; one without a name when there are no arms. */
final class ArmHosts implements AutoCloseable {
  private static final String NAMELESS = "";

  private final Map<String, ArmBuild> builds = new HashMap<>();
  private final Map<String, ArmHost> hosts = new HashMap<>();
  private final List<Arm> arms = new ArrayList<>();

  private ArmHosts() {}

  /** Finds or makes the builds; their JVMs start when they are first needed. */
  static ArmHosts of(List<RunArm> arms, Talk talk) throws IOException, InterruptedException {
    ArmHosts all = new ArmHosts();
    for (RunArm arm : arms) {
      String against = arm.against();
      ArmBuild build = all.builds.get(against == null ? NAMELESS : against);
      if (build == null) {
        build = against == null ? ArmBuild.own() : ArmBuild.of(against, talk);
        all.builds.put(against == null ? NAMELESS : against, build);
      }
      all.add(arm, build);
    }
    if (arms.isEmpty()) {
      all.hosts.put(NAMELESS, ArmHost.own(List.of()));
    }
    return all;
  }

  private void add(RunArm arm, ArmBuild build) {
    List<String> jvmArguments = arm.handicap().stream().map(Handicap::jvmArgument).toList();
    hosts.put(arm.name(), new ArmHost(build.classPath(), jvmArguments));
    arms.add(arm.arm(build));
  }

  /** The arms as results name them. */
  List<Arm> arms() {
    return List.copyOf(arms);
  }

  /** The host of that arm; null is the only one. */
  ArmHost of(String arm) {
    return hosts.get(arm == null ? NAMELESS : arm);
  }

  @Override
  public void close() throws IOException {
    for (ArmHost host : hosts.values()) {
      host.close();
    }
  }
}
