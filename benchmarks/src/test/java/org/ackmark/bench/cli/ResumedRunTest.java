package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.ackmark.bench.run.DiskFolder;
import org.ackmark.results.Observation;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Status;
import org.ackmark.results.files.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ResumedRunTest {
  private static final String WORKLOAD =
      """
      - benchmark: commit
        writers: [1, 2]
        recordBytes: 1KiB
      """;

  @Test
  void killedRunThatLosesWhatItFinishedOrCantGoOnOrGoesOnAsAnother() throws Exception {
    try (DiskFolder folder = new DiskFolder()) {
      String profile = folder.profile("group", WORKLOAD);
      Path data = Files.createDirectory(folder.path().resolve("data"));
      Path out = folder.path().resolve("out");
      Process run =
          Program.start(
              "run", profile, "--allow-busy", "--dir", data.toString(), "--out", out.toString());
      Program.awaitLine(run, "[1/2]");
      run.destroyForcibly().waitFor(); // kill -9
      List<Observation> kept = RunDirectory.open(out).observations().all();
      assertEquals(1, kept.size());
      assertEquals(RunStatus.INTERRUPTED, RunDirectory.open(out).run().status());
      requireNotToGoOnAsAnother(profile, folder.path(), data, out);
      assertEquals(kept, RunDirectory.open(out).observations().all());
      requireToGoOn(profile, data, out, kept.getFirst());
    }
  }

  private static void requireNotToGoOnAsAnother(String profile, Path folder, Path data, Path out) {
    Invocation noDirectory = Invocation.of("run", profile, "--resume", out.toString());
    assertEquals(ExitCode.USAGE.code(), noDirectory.code());
    assertTrue(noDirectory.err().contains("--dir"), noDirectory::err);
    Invocation other =
        Invocation.of("run", "smoke", "--resume", out.toString(), "--dir", data.toString());
    assertEquals(ExitCode.USAGE.code(), other.code(), other::err);
    assertTrue(other.err().contains("with the profile"), other::err);
    Invocation nothing = Invocation.of("run", "--resume", folder.toString());
    assertNotEquals(ExitCode.OK.code(), nothing.code());
    assertTrue(nothing.err().contains("run.json"), nothing::err);
  }

  private static void requireToGoOn(String profile, Path data, Path out, Observation kept)
      throws Exception {
    Files.writeString(
        out.resolve("observations.jsonl"), "{\"benchmark\":\"com", StandardOpenOption.APPEND);
    Invocation resumed =
        Invocation.of("run", profile, "--resume", out.toString(), "--dir", data.toString());
    assertEquals(ExitCode.OK.code(), resumed.code(), resumed::err);
    RunDirectory results = RunDirectory.open(out);
    assertEquals(RunStatus.COMPLETE, results.run().status());
    List<Observation> all = results.observations().all();
    assertEquals(3, all.size(), all::toString);
    assertEquals(Status.DISTURBED, all.getFirst().status());
    assertTrue(all.getFirst().reason().contains("stopped"), all.getFirst()::reason);
    assertEquals(kept.cost(), all.getFirst().cost());
    all.subList(1, 3).forEach(o -> assertEquals(1, o.block()));
    JsonNode jmh = new JsonMapper().readTree(out.resolve("jmh.json").toFile());
    assertEquals(2, jmh.size(), "one result for each point");
    Invocation again =
        Invocation.of("run", profile, "--resume", out.toString(), "--dir", data.toString());
    assertEquals(ExitCode.USAGE.code(), again.code());
    assertTrue(again.err().contains("nothing to resume"), again::err);
  }
}
