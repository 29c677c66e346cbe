package org.ackmark.results.environment;

import java.util.List;

/**
 * The Java runtime.
 *
 * @param vendor who built it
 * @param version such as {@code 25.0.1+8}
 * @param vmName name of the virtual machine
 * @param home where it is installed; redacted when written, unless asked for
 * @param arguments what the virtual machine was started with
 * @param assertionsEnabled whether assertions are checked, which costs time
 */
public record Jdk(
    String vendor,
    String version,
    String vmName,
    String home,
    List<String> arguments,
    boolean assertionsEnabled) {
  /** Checks the fields and copies the arguments. */
  public Jdk {
    Environment.requirePresent("vendor", vendor);
    Environment.requirePresent("version", version);
    arguments = arguments == null ? List.of() : List.copyOf(arguments);
  }
}
