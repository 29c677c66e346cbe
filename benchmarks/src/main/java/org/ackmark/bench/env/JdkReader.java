package org.ackmark.bench.env;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.ackmark.results.environment.Jdk;

/** The Java runtime that runs this. */
final class JdkReader {
  private JdkReader() {}

  static Jdk read() {
    return new Jdk(
        System.getProperty("java.vendor", "unknown"),
        System.getProperty("java.vm.version", "unknown"),
        System.getProperty("java.vm.name", "unknown"),
        System.getProperty("java.home"),
        arguments(ManagementFactory.getRuntimeMXBean().getInputArguments()),
        JdkReader.class.desiredAssertionStatus());
  }

  /** Those that change how code runs, without paths; a system property may hold a secret. */
  static List<String> arguments(List<String> all) {
    return all.stream().filter(JdkReader::changesCode).map(JdkReader::withoutPath).toList();
  }

  private static boolean changesCode(String argument) {
    return argument.startsWith("-X")
        || argument.startsWith("-ea")
        || argument.startsWith("-enableassertions")
        || argument.startsWith("-agent")
        || argument.startsWith("-javaagent");
  }

  private static String withoutPath(String argument) {
    int cut =
        argument.startsWith("-javaagent")
            ? argument.indexOf(':')
            : argument.startsWith("-agent") ? argument.indexOf('=') : argument.indexOf('/');
    return cut < 0 ? argument : argument.substring(0, cut) + "…";
  }
}
