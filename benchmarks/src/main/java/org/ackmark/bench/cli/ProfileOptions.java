package org.ackmark.bench.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How a command changes the profile that it runs, and whether it puts up with a busy disk. */
final class ProfileOptions {
  @Option(
      names = "--variant",
      paramLabel = "NAME",
      description = "Only this variant of the profile; repeatable.")
  private List<String> variants = new ArrayList<>();

  @Option(
      names = "-p",
      paramLabel = "KEY=VALUE",
      description = "Change a key of the profile, such as blocks=4; repeatable.")
  private List<String> overrides = new ArrayList<>();

  @Option(names = "--allow-busy", description = "Measure even if somebody else uses the disk.")
  private boolean allowBusy;

  List<String> variants() {
    return variants;
  }

  List<String> overrides() {
    return overrides;
  }

  boolean allowBusy() {
    return allowBusy;
  }
}
