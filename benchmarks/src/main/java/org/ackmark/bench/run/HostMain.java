package org.ackmark.bench.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The program of an {@link ArmHost}: runs JMH once for each line of standard input, one answer line
 * each, until the input ends. What JMH prints by itself goes to standard error.
 */
final class HostMain {
  private static final JsonMapper JSON = new JsonMapper();

  private HostMain() {}

  /**
   * What to run.
   *
   * @param jmh JMH's command line
   * @param jvmArguments for the fork's JVM
   */
  record Request(List<String> jmh, List<String> jvmArguments) {}

  /** Answers until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    System.setProperty("jmh.ignoreLock", "true"); // the directory's own lock is what counts
    BufferedReader requests =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = requests.readLine(); line != null; line = requests.readLine()) {
      String failure = run(JSON.readValue(line, Request.class));
      Map<String, String> answer = Collections.singletonMap("failure", failure);
      answers.println(JSON.writeValueAsString(answer));
    }
  }

  private static String run(Request request) {
    try {
      new Runner(
              new OptionsBuilder()
                  .parent(new CommandLineOptions(request.jmh.toArray(String[]::new)))
                  .jvmArgsAppend(request.jvmArguments.toArray(String[]::new))
                  .build())
          .run();
      return null;
    } catch (RunnerException e) {
      return ForkFailure.in(e);
    } catch (CommandLineOptionException e) {
      return "JMH: " + e.getMessage();
    }
  }
}
