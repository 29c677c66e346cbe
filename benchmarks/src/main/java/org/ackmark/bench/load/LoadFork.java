package org.ackmark.bench.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program of the JVM that measures one load: reads its assignment from one file, and writes its
 * result to another. It dies with the program that started it: its standard input ends then.
 */
final class LoadFork {
  private static final int ORPHANED = 3;

  private LoadFork() {}

  /** The files of assignment and result. */
  public static void main(String[] files) throws IOException {
    Thread.ofPlatform().daemon().name("ackmark-parent").start(LoadFork::dieWithParent);
    JsonMapper json = new JsonMapper();
    LoadAssignment assignment =
        json.readValue(Files.readAllBytes(Path.of(files[0])), LoadAssignment.class);
    Files.write(Path.of(files[1]), json.writeValueAsBytes(result(assignment)));
  }

  private static LoadResult result(LoadAssignment assignment) {
    try {
      return new Measurement(assignment).run();
    } catch (IOException | InterruptedException | RuntimeException e) {
      e.printStackTrace(); // into the file of this JVM's output
      return LoadResult.failed(sentence(e));
    }
  }

  private static String sentence(Exception e) {
    String message = e.getMessage();
    String name = e.getClass().getSimpleName();
    return message == null ? name : name + ": " + message.lines().findFirst().orElse("").strip();
  }

  private static void dieWithParent() {
    try {
      while (System.in.read() >= 0) {
        // nothing is ever said to it
      }
    } catch (IOException e) {
      // as good as the end
    }
    Runtime.getRuntime().halt(ORPHANED);
  }
}
