package org.ackmark.bench.cli;

import org.ackmark.bench.profile.Protocol;
import org.ackmark.bench.run.UsageException;
import picocli.CommandLine.Option;

/** Which replication other than Ackmark's own is meant, by the name of its project. */
final class EngineOption {
  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "Replicate with that engine instead: ratis, the same as its protocol.")
  private String name;

  /** Whether one was named. */
  boolean given() {
    return name != null;
  }

  /**
   * The protocol that stands for it.
   *
   * @throws UsageException when there is no such engine
   */
  Protocol protocol() {
    if (!Protocol.RATIS.label().equals(name)) {
      throw new UsageException("--engine is '" + name + "', must be ratis");
    }
    return Protocol.RATIS;
  }
}
