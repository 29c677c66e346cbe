package org.ackmark.bench.replicas;

import java.lang.management.ManagementFactory;
import java.util.List;

/** What a JVM gets that is to be like this one. */
final class JvmFlags {
  private static final List<String> NOT_INHERITED =
      List.of("-agentlib:jdwp", "-Xrunjdwp", "-javaagent", "-Dackmark.", "-XX:CompileCommandFile");

  private JvmFlags() {}

  /** The flags of this JVM, but for those that are about itself. */
  static List<String> inherited() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> NOT_INHERITED.stream().noneMatch(flag::startsWith))
        .toList();
  }
}
