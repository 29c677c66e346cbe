package org.ackmark.results.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.results.ResultsException;
import org.ackmark.results.RunStatus;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.files.StoredRun;

/**
 * A folder of runs. Each of its directories is a run or is left out with a reason; files, and
 * directories whose name begins with a dot, are none of its business. Immutable.
 *
 * @param runs those that can be used, oldest first
 * @param leftOut the others
 */
record RunFolder(List<StoredRun> runs, List<LeftOut> leftOut) {
  private static final String RUN = "run.json";

  static RunFolder read(Path folder) {
    List<StoredRun> runs = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (Path directory : directories(folder)) {
      try {
        if (RunDirectory.open(directory).run().status() == RunStatus.INTERRUPTED) {
          leftOut.add(leftOut(directory, "interrupted, or still going on"));
        } else {
          runs.add(StoredRun.read(directory));
        }
      } catch (ResultsException e) {
        leftOut.add(leftOut(directory, sentence(e)));
      }
    }
    runs.sort(
        Comparator.comparing((StoredRun run) -> run.run().startedAt())
            .thenComparing(run -> run.run().id()));
    return new RunFolder(runs, leftOut);
  }

  private static List<Path> directories(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ResultsException(
          folder, Files.exists(folder) ? "not a directory" : "no such directory");
    }
    if (Files.exists(folder.resolve(RUN))) {
      throw new ResultsException(folder, "is one run; a history needs the folder that holds many");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> directories = entries.filter(RunFolder::candidate).sorted().toList();
      if (directories.isEmpty()) {
        throw new ResultsException(folder, "holds no run");
      }
      return directories;
    } catch (IOException e) {
      throw ResultsException.unreadable(folder, e);
    }
  }

  private static boolean candidate(Path entry) {
    return Files.isDirectory(entry) && !entry.getFileName().toString().startsWith(".");
  }

  private static LeftOut leftOut(Path directory, String reason) {
    return new LeftOut(directory.getFileName().toString(), null, reason);
  }

  private static String sentence(ResultsException e) {
    String line = e.line().isPresent() ? ":" + e.line().getAsInt() : "";
    return e.file().getFileName() + line + ": " + e.problem();
  }
}
