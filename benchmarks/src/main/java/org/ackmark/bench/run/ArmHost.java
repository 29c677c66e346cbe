package org.ackmark.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The JVM in which JMH runs for one arm. JMH's forks inherit its class path and its flags, so each
 * build that is measured needs a host of its own; the flags are those of this JVM for all of them.
 * Requests and answers are lines of JSON, and what a request says is JMH's own command line: hosts
 * of other versions understand it. For one thread.
 */
final class ArmHost implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> NOT_INHERITED =
      List.of("-agentlib:jdwp", "-Xrunjdwp", "-javaagent", "-Dackmark.handicap");

  private final List<String> command;
  private final List<String> jvmArguments;
  private Process process; // null until it is needed, and after it died
  private Path errors; // what it writes to standard error
  private BufferedWriter requests;
  private BufferedReader answers;

  /**
   * A host, started when it is first needed.
   *
   * @param classPath of the build
   * @param jvmArguments for every fork
   */
  ArmHost(String classPath, List<String> jvmArguments) {
    this.jvmArguments = List.copyOf(jvmArguments);
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> NOT_INHERITED.stream().noneMatch(argument::startsWith))
        .forEach(words::add);
    words.addAll(List.of("-cp", classPath, HostMain.class.getName()));
    this.command = List.copyOf(words);
  }

  /** One of this program's own build. */
  static ArmHost own(List<String> jvmArguments) {
    return new ArmHost(System.getProperty("java.class.path"), jvmArguments);
  }

  /**
   * Has JMH run and blocks until it has ended.
   *
   * @param words JMH's command line
   * @param moreArguments for the fork's JVM, each as it is
   * @return why it failed; null when it did not
   */
  String run(List<String> words, List<String> moreArguments) throws IOException {
    List<String> arguments = Stream.concat(jvmArguments.stream(), moreArguments.stream()).toList();
    try {
      start();
      requests.write(JSON.writeValueAsString(Map.of("jmh", words, "jvmArguments", arguments)));
      requests.newLine();
      requests.flush();
      String answer = answers.readLine();
      if (answer != null) {
        JsonNode failure = JSON.readTree(answer).get("failure");
        return failure.isNull() ? null : failure.textValue();
      }
    } catch (IOException e) {
      return ended("its host JVM can't be spoken to: " + e.getMessage());
    }
    return ended("its host JVM ended");
  }

  private String ended(String how) throws IOException {
    String said = process == null ? "" : firstError();
    close();
    return how + said;
  }

  private void start() throws IOException {
    if (process == null) {
      errors = Files.createTempFile("ackmark-host-", ".txt");
      process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      requests = process.outputWriter(StandardCharsets.UTF_8);
      answers = process.inputReader(StandardCharsets.UTF_8);
    }
  }

  private String firstError() throws IOException {
    try (Stream<String> lines = Files.lines(errors, StandardCharsets.ISO_8859_1)) {
      return lines.filter(l -> !l.startsWith("WARNING")).findFirst().map(l -> ": " + l).orElse("");
    }
  }

  /** Ends the JVM; the next request would start another. */
  @Override
  public void close() throws IOException {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process = null;
      Files.delete(errors);
    }
  }
}
