package org.ackmark.bench.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.wal.io.FileMethod;

/** A job of fio that makes the same calls as a method of the probe. */
enum FioJob {
  FDATASYNC(ProbeMethod.FDATASYNC),
  DIRECT_DSYNC(ProbeMethod.DIRECT_DSYNC);

  private final ProbeMethod method;

  FioJob(ProbeMethod method) {
    this.method = method;
  }

  String label() {
    return method.label();
  }

  FileMethod fileMethod() {
    return method.fileMethod();
  }

  /** The command line that overwrites {@code file} in order for so long. */
  List<String> command(Path file, long fileBytes, int sizeBytes, long durationMs) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "fio",
                "--name=verify",
                "--filename=" + file,
                "--size=" + fileBytes,
                "--bs=" + sizeBytes,
                "--rw=write",
                "--overwrite=1",
                "--ioengine=psync",
                "--time_based=1",
                "--runtime=" + durationMs + "ms",
                "--output-format=json"));
    command.addAll(options());
    return command;
  }

  private List<String> options() {
    return switch (this) {
      case FDATASYNC -> List.of("--fdatasync=1");
      case DIRECT_DSYNC -> List.of("--direct=1", "--sync=dsync");
    };
  }
}
