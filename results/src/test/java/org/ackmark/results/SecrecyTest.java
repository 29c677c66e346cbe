package org.ackmark.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ackmark.results.compare.Margin;
import org.ackmark.results.compare.Margins;
import org.ackmark.results.compare.PairedComparison;
import org.ackmark.results.compare.Rules;
import org.ackmark.results.compare.Runs;
import org.ackmark.results.export.Document;
import org.ackmark.results.export.ExportedRun;
import org.ackmark.results.export.Format;
import org.ackmark.results.files.ObservationLog;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.files.StoredRun;
import org.ackmark.results.json.Redactor;
import org.ackmark.results.report.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What identifies a machine or a customer and is found in anything that a run leaves behind. */
class SecrecyTest {
  private static final List<String> PLANTED =
      List.of("db7.corp.example", "S64FNE0R123456", "/mnt/customers/acme", "hunter2", "/home/bob");

  @TempDir Path folder;

  @Test
  void shouldLeaveNothingBehindThatIdentifiesAnybody() throws IOException {
    Redactor redactor =
        Redactor.standard()
            .hiding(Path.of("/mnt/customers/acme/wal"), "target")
            .hidingName("db7.corp.example", "host");
    assertEquals(List.of(), found(leave(redactor)));
  }

  @Test
  void shouldBeFoundWhereNothingIsHidden() throws IOException {
    assertEquals(new TreeSet<>(PLANTED), new TreeSet<>(found(leave(Redactor.none()))));
  }

  /** A run, its comparison, its report and all its exports, in one folder. */
  private Path leave(Redactor redactor) throws IOException {
    Path path = folder.resolve("run");
    RunDirectory directory = RunDirectory.createAt(path, redactor);
    StoredRun paired =
        Runs.paired(
            1, 12, 0.01, new Runs.Change(Runs.BASE, 1), new Runs.Change(Runs.CANDIDATE, 0.8));
    directory.write(run(paired.run()));
    directory.write(Samples.environment());
    directory.writeFindings(
        List.of(
            new Finding(
                "D12",
                Finding.Severity.WARNING,
                "slow",
                "/mnt/customers/acme/wal on db7.corp.example, serial: S64FNE0R123456",
                "ask the owner of /home/bob/mount")));
    List<Observation> observations = new ArrayList<>(paired.observations());
    observations.add(
        Samples.observation(Samples.group(), 12)
            .arm("base")
            .time(Samples.START, 0)
            .failed("EIO in /mnt/customers/acme/wal/segment-1 on db7.corp.example"));
    try (ObservationLog log = directory.observationLog()) {
      observations.forEach(log::append);
    }
    StoredRun stored = StoredRun.read(path);
    Margins margins = Margins.all(Margin.DEFAULT);
    directory.write(
        "compare.json",
        List.of(PairedComparison.of(stored, Runs.CANDIDATE, margins, Rules.STANDARD)));
    Report.write(List.of(path), path.resolve(Report.FILE));
    export(stored, path);
    return path;
  }

  private static Run run(Run like) {
    List<String> command =
        List.of(
            "ackmark",
            "run",
            "--dir",
            "/mnt/customers/acme/wal",
            "-Dstore.password=hunter2",
            "--out",
            "/home/bob/out");
    return Run.started(
            like.id(),
            like.methodVersion(),
            like.toolVersion(),
            like.profileName(),
            like.profile(),
            like.seed(),
            command,
            like.git(),
            like.startedAt())
        .withArms(like.arms())
        .ended(RunStatus.FAILED, "db7.corp.example went away", like.startedAt().plusSeconds(9));
  }

  private static void export(StoredRun stored, Path path) throws IOException {
    ExportedRun exported =
        new ExportedRun(
            stored.run(),
            stored.environment(),
            "base",
            stored.observations().stream()
                .filter(o -> "base".equals(o.arm()) && o.status() == Status.OK)
                .toList());
    for (Format format : Format.values()) {
      if (format != Format.JMH) { // made from what JMH wrote, which other tests redact
        for (Document document : format.exporter().export(List.of(exported))) {
          Files.writeString(path.resolve(format.label() + "-" + document.name()), document.text());
        }
      }
    }
  }

  private static List<String> found(Path path) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(path)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertTrue(files.size() >= 9, () -> "too few files to be all of them: " + files);
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      PLANTED.stream().filter(text::contains).forEach(found::add);
    }
    return found;
  }
}
