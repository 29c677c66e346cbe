package org.ackmark.bench.doctor;

import java.util.List;
import java.util.stream.Stream;

/** Does the Java runtime run code as it would in production? */
final class JvmChecks {
  private JvmChecks() {}

  static List<Check> all() {
    return List.of(new Check("D30", JvmChecks::assertions), new Check("D31", JvmChecks::slowing));
  }

  private static Symptom assertions(Subject s) {
    return s.machine().jdk().assertionsEnabled()
        ? Symptom.warning("assertions are checked", "started with -ea", "start without -ea")
        : Symptom.fine("assertions are off", "not started with -ea");
  }

  private static Symptom slowing(Subject s) {
    List<String> slowing =
        s.machine().jdk().arguments().stream()
            .filter(argument ->
                Stream.of(
                        "-agent",
                        "-javaagent",
                        "-Xint",
                        "-Xcomp",
                        "-Xrun",
                        "-Xdebug",
                        "-XX:TieredStopAtLevel",
                        "-XX:-TieredCompilation")
                    .anyMatch(argument::startsWith))
            .toList();
    return slowing.isEmpty()
        ? Symptom.fine("no agent or slow mode in the JVM", "its arguments")
        : Symptom.warning(
            "the JVM runs with an agent or in a slow mode",
            String.join(" ", slowing),
            "start without it");
  }
}
