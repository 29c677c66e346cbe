package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ackmark.bench.dump.Dump;
import org.ackmark.bench.dump.DumpJson;
import org.ackmark.bench.dump.DumpText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What does a segment file hold? */
@Command(
    name = "dump",
    description = "Print a segment of a log, valid or damaged; changes nothing.",
    footer = {"", "Example: ackmark dump /var/lib/service/log/segment-000000000007"})
final class DumpCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(paramLabel = "FILE", description = "The segment file.")
  private Path file;

  @Option(names = "--json", description = "Machine-readable on standard output.")
  private boolean json;

  DumpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Dump dump = Dump.of(file);
    terminal.out().print(json ? DumpJson.render(dump) : DumpText.render(dump));
    return ExitCode.OK.code();
  }
}
