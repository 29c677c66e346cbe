package org.ackmark.results.files;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ackmark.results.Observation;
import org.ackmark.results.ResultsException;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;

/**
 * Appends observations as they end. Each is synced when {@link #append} returns, so a crash loses
 * at most the one that was being written. After a failure nothing more is appended: what follows
 * half a line could not be read. Safe for many threads; an interrupt does not close it.
 */
public final class ObservationLog implements AutoCloseable {
  private final Path file;
  private final Redactor redactor;
  private final FileOutputStream out;
  private boolean failed;

  ObservationLog(Path file, Redactor redactor) {
    this.file = file;
    this.redactor = redactor;
    if (Files.exists(file)) {
      throw new ResultsException(file, "exists: observations of two runs are not mixed");
    }
    try {
      out = new FileOutputStream(file.toFile());
      DurableFile.syncDirectory(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw ResultsException.unwritable(file, e);
    }
  }

  /** Appends one observation and syncs it. */
  public synchronized void append(Observation observation) {
    byte[] line = JsonText.line(observation, redactor).getBytes(StandardCharsets.UTF_8);
    if (failed) {
      throw new ResultsException(file, "an earlier append failed");
    }
    failed = true;
    try {
      out.write(line);
      out.getFD().sync();
      failed = false;
    } catch (IOException e) {
      throw ResultsException.unwritable(file, e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw ResultsException.unwritable(file, e);
    }
  }
}
