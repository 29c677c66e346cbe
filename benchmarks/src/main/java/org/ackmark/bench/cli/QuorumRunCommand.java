package org.ackmark.bench.cli;

import picocli.CommandLine.Command;

/** What does it cost to have an acknowledgement from several replicas? */
@Command(
    name = RunCommand.NAME,
    description =
        "Measure what N, W and the level of acknowledgement cost: the same as run, by default"
            + " with the profile quorum.",
    footer = {
      "",
      "Example: ackmark quorum run",
      "         ackmark quorum run --quorum 3/2/2 --level synced --variant group",
      "         ackmark quorum run quorum-full --protocol abd --dry-run",
      "         ackmark quorum run quorum-ratis"
    })
final class QuorumRunCommand extends RunCommand {
  private static final String PROFILE = "quorum";

  QuorumRunCommand(Terminal terminal) {
    super(terminal, PROFILE);
  }
}
