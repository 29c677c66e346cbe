package org.ackmark.bench.probe;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Makes a file whose blocks are reserved but were never written. */
final class UnwrittenFile {
  private UnwrittenFile() {}

  /** By the command of util-linux: the JDK has no such call. */
  static void create(Path file, long fileBytes) throws IOException, UnavailableException {
    Process process;
    try {
      process =
          new ProcessBuilder("fallocate", "--length", Long.toString(fileBytes), file.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      throw new UnavailableException("the command fallocate is not installed");
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new UnavailableException("fallocate refused by the file system: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while fallocate ran");
    }
  }
}
