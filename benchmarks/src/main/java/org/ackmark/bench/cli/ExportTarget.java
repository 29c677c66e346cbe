package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.ResultsException;
import org.ackmark.results.export.Document;
import org.ackmark.results.export.Format;

/**
 * Where an export goes.
 *
 * @param path a file or a folder; null for standard output
 * @param folder whether it is a folder, made if it is not there
 */
record ExportTarget(Path path, boolean folder) {

  /**
   * The place that was asked for.
   *
   * @throws UsageException if the format can't go there
   */
  static ExportTarget of(Path path, Format format) {
    boolean severalFiles = format == Format.GHA;
    if (severalFiles && path == null) {
      throw new UsageException("--to gha writes two files: name a folder with --out");
    }
    if (severalFiles && Files.exists(path) && !Files.isDirectory(path)) {
      throw new UsageException("--out " + path + " is not a folder; --to gha writes two files");
    }
    boolean folder = path != null && (severalFiles || Files.isDirectory(path));
    if (path != null && !folder && ownFile(path)) {
      throw new UsageException("--out " + path + " is a file of a run, which is never changed");
    }
    return new ExportTarget(path, folder);
  }

  /** Whether a run is there, and recorded something in a file of that name. */
  private static boolean ownFile(Path file) {
    return Files.exists(file) && Files.exists(file.resolveSibling("run.json"));
  }

  /** Writes them, each over what was there. */
  void write(List<Document> documents, Terminal terminal) {
    if (path == null) {
      documents.forEach(document -> terminal.out().print(document.text()));
      return;
    }
    for (Document document : documents) {
      Path file = folder ? path.resolve(document.name()) : path;
      write(file, document.text());
      terminal.err().println("Written: " + file);
    }
  }

  private void write(Path file, String text) {
    try {
      if (folder) {
        Files.createDirectories(path);
      }
      Files.writeString(file, text);
    } catch (FileAlreadyExistsException e) {
      throw new ResultsException(path, 0, "not a directory", e);
    } catch (IOException e) {
      throw ResultsException.unwritable(file, e);
    }
  }
}
