package org.ackmark.results.report;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ackmark.results.files.DurableFile;
import org.ackmark.results.report.model.RunReader;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.page.Page;

/**
 * Writes reports. The same files of a run give the same report, byte for byte, as long as it lies
 * at the same place beside them.
 */
public final class Report {
  /** Its name in the directory of a run. */
  public static final String FILE = "report.html";

  /** The name of a report of two runs, in the directory of the first. */
  public static final String FILE_OF_TWO = "comparison.html";

  private static final int MOST_RUNS = 2;

  private Report() {}

  /**
   * Writes the report of one run, or of two side by side. A file that was there is replaced.
   *
   * @throws IllegalArgumentException if there is no run or more than two
   * @throws org.ackmark.results.ResultsException if a directory holds no run that can be read, or
   *     the file can't be written
   */
  public static void write(List<Path> runs, Path file) {
    if (runs.isEmpty() || runs.size() > MOST_RUNS) {
      throw new IllegalArgumentException("runs=" + runs.size() + ", must be 1 or 2");
    }
    List<RunView> views = runs.stream().map(RunReader::read).toList();
    String page = new Page(views, file).render();
    DurableFile.replace(file, page.getBytes(StandardCharsets.UTF_8));
  }
}
