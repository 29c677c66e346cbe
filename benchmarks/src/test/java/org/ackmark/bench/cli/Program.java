package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The program in a JVM of its own, which can be stopped and killed. */
final class Program {
  private Program() {}

  static Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("..", "jvm.options"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Ackmark.class.getName());
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Reads until a line begins so. */
  static void awaitLine(Process process, String beginning) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith(beginning)) {
      said.append(line).append('\n');
      line = output.readLine();
    }
    assertTrue(line != null, () -> "no line begins with " + beginning + ": " + said);
  }

  /** To its end, that is to the process's. */
  static String rest(Process process) {
    return process
        .inputReader(StandardCharsets.UTF_8)
        .lines()
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
