package org.ackmark.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ackmark.bench.doctor.WorkDirectory;

/** The folders of a work directory, each made once. For one thread. */
final class WorkFolders implements ObservationRunner.Folders {
  private final WorkDirectory directory;
  private final Map<String, Path> made = new HashMap<>();

  WorkFolders(WorkDirectory directory) {
    this.directory = directory;
  }

  @Override
  public Path folder(String name) throws IOException {
    Path folder = made.get(name);
    if (folder == null) {
      folder = directory.folder(name);
      made.put(name, folder);
    }
    return folder;
  }
}
