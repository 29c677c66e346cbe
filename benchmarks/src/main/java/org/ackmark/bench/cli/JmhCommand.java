package org.ackmark.bench.cli;

import java.io.IOException;
import org.openjdk.jmh.Main;
import picocli.CommandLine.Command;

/**
 * JMH's own command line. The program hands all words that follow to JMH before anything else looks
 * at them; this is here for the list of commands.
 */
@Command(
    name = "jmh",
    description = "JMH's own command line, untouched: every benchmark by hand.",
    footer = {"", "Example: ackmark jmh LogBenchmark.commit -p variant=group -t 8"})
final class JmhCommand implements Runnable {

  /** Has JMH do what it is told; it ends this JVM itself when something is wrong. */
  static void pass(String[] words) throws IOException {
    Main.main(words);
  }

  @Override
  public void run() {
    throw new IllegalStateException("handed to JMH before it is parsed");
  }
}
