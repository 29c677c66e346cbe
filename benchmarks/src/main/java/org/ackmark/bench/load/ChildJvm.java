package org.ackmark.bench.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM like this one, for one load: its options, its class path. Its files are in a folder of the
 * caller's.
 */
final class ChildJvm {
  private static final JsonMapper JSON = new JsonMapper();

  /** Opening a log, draining it and writing files, on a slow machine. */
  private static final long SPARE_S = 120;

  private final Path folder;

  ChildJvm(Path folder) {
    this.folder = folder;
  }

  /**
   * Measures one load; whatever goes wrong in the JVM is in the result. Blocks until it has ended,
   * and ends it when this thread is interrupted.
   */
  LoadResult run(LoadAssignment assignment) throws IOException, InterruptedException {
    Path asked = folder.resolve(assignment.histogram() + ".assignment.json");
    Path result = folder.resolve(assignment.histogram() + ".result.json");
    Path output = folder.resolve(assignment.histogram() + ".txt");
    Files.write(asked, JSON.writeValueAsBytes(assignment));
    Process jvm =
        new ProcessBuilder(command(asked, result))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      long seconds = (assignment.warmUpNs() + assignment.windowNs()) / 1_000_000_000 + SPARE_S;
      if (!jvm.waitFor(seconds, TimeUnit.SECONDS)) {
        return LoadResult.failed("its JVM had not ended after " + seconds + " s, and was stopped");
      }
    } finally {
      jvm.destroyForcibly();
    }
    return Files.exists(result)
        ? JSON.readValue(Files.readAllBytes(result), LoadResult.class)
        : LoadResult.failed(ended(jvm.exitValue(), output));
  }

  private static List<String> command(Path asked, Path result) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(LoadFork.class.getName(), asked.toString(), result.toString()));
    return command;
  }

  private static String ended(int code, Path output) throws IOException {
    String how = code > 128 ? "was killed by signal " + (code - 128) : "ended with code " + code;
    String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
    String last = said.substring(said.lastIndexOf('\n') + 1).strip();
    return "its JVM " + how + " and left no result" + (last.isEmpty() ? "" : ": " + last);
  }
}
