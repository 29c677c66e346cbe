package org.ackmark.bench.doctor;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A process that claims a directory, says so, and dies without giving it up once its input ends.
 */
final class LockHolder {
  private LockHolder() {}

  @SuppressWarnings("SystemConsoleNull") // it has no console
  public static void main(String[] args) throws IOException {
    WorkDirectory directory = WorkDirectory.claim(Path.of(args[0]));
    java.nio.file.Files.createFile(directory.folder("left-behind").resolve("data"));
    System.out.println("claimed");
    System.in.read();
    Runtime.getRuntime().halt(9);
  }

  /** Starts one; it has claimed {@code directory} when this returns. */
  static Process start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() != 'c') {
      throw new IOException("the other process did not claim " + directory);
    }
    return process;
  }
}
