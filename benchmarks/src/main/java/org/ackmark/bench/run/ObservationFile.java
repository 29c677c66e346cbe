package org.ackmark.bench.run;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.ackmark.results.Observation;
import org.ackmark.results.ResultsException;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;

/**
 * The observations of a run on disk: each appended and synced as it ends, all replaced at once when
 * a block's end tells more of them. A crash at any point loses at most one. For one thread.
 */
public final class ObservationFile {
  private static final String NAME = "observations.jsonl";

  private final Path file;
  private final Redactor redactor;

  /** The file of that run; {@code redactor} hides what is to be hidden. */
  public ObservationFile(RunDirectory directory, Redactor redactor) {
    this.file = directory.file(NAME);
    this.redactor = redactor;
  }

  /** Appends one and syncs it. */
  public void append(Observation observation) {
    write(file, JsonText.line(observation, redactor), true);
  }

  /** Puts those in the place of all so far. */
  public void replace(List<Observation> observations) {
    StringBuilder text = new StringBuilder();
    observations.forEach(o -> text.append(JsonText.line(o, redactor)));
    Path next = file.resolveSibling(NAME + ".next");
    write(next, text.toString(), false);
    try {
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
        folder.force(true);
      }
    } catch (IOException e) {
      throw ResultsException.unwritable(file, e);
    }
  }

  /** By a stream: an interrupt would close a channel. */
  private static void write(Path path, String text, boolean append) {
    try (FileOutputStream out = new FileOutputStream(path.toFile(), append)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.getFD().sync();
    } catch (IOException e) {
      throw ResultsException.unwritable(path, e);
    }
  }
}
