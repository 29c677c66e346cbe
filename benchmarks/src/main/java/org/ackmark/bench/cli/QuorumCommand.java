package org.ackmark.bench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What runs on several replicas. */
@Command(
    name = QuorumCommand.NAME,
    description = "Several replicas: what N, R, W and the level cost, and what they are worth.",
    subcommands = {
      QuorumRunCommand.class,
      NodeCommand.class,
      AmnesiaCommand.class,
      CheckCommand.class,
      StaleCommand.class
    },
    footer = {
      "",
      "Example: ackmark quorum run",
      "         ackmark quorum amnesia",
      "         ackmark quorum check",
      "         ackmark quorum stale"
    })
final class QuorumCommand implements Callable<Integer> {
  static final String NAME = "quorum";

  @Spec private CommandSpec spec;
  @Mixin CommonOptions common;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.USAGE.code();
  }
}
