package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.Surroundings;
import org.ackmark.results.Arm;
import org.ackmark.results.Cost;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.files.ObservationLog;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.json.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  private static final Point GROUP =
      Point.commit("group", Guarantee.POWER_LOSS, 64, ThreadKind.CALLBACKS, 1024);
  private final Instant now = Instant.now();

  @TempDir private Path folder;

  @Test
  void shouldFailABuildThatIsAFifthSlower() throws Exception {
    Path run = paired("slower", 0.8);
    Invocation gate = Invocation.of("gate", run.toString(), "--margin", "5%");
    assertEquals(ExitCode.NOT_MET.code(), gate.code(), gate::err);
    assertTrue(gate.out().contains("REGRESSED: group 64 callbacks"), gate::out);
    assertTrue(Files.readString(run.resolve("compare.json")).contains("\"REGRESSED\""));
    assertEquals(0, Invocation.of("gate", run.toString(), "--advisory").code());
    assertEquals(
        ExitCode.NOT_MET.code(), Invocation.of("compare", run.toString(), "--margin", "5%").code());
  }

  @Test
  void shouldPassABuildThatIsTheSame() throws Exception {
    Invocation gate = Invocation.of("gate", paired("same", 1).toString(), "--margin", "5%");
    assertEquals(ExitCode.OK.code(), gate.code(), gate::out);
    assertTrue(gate.out().contains("SAME"), gate::out);
  }

  @Test
  void shouldTellABuildServerWhatItPrints() throws Exception {
    Path xml = folder.resolve("gate.xml");
    String slower = paired("slower", 0.8).toString();
    Invocation.of("gate", slower, "--margin", "5%", "--junit", xml.toString());
    assertTrue(Files.readString(xml).contains("<failure type=\"regressed\""));
    String same = paired("same", 1).toString();
    Invocation.of("gate", same, "--margin", "5%", "--junit", xml.toString());
    assertTrue(Files.readString(xml).contains("failures=\"0\" errors=\"0\" skipped=\"0\""));
  }

  /** What the last build left there must not pass for this one's result. */
  @Test
  void shouldTellABuildServerThatThereIsNoBaseline() throws Exception {
    Path xml = Files.writeString(folder.resolve("gate.xml"), "<testsuite/>");
    Invocation gate =
        Invocation.of(
            "gate",
            "--baseline",
            folder.resolve("none").toString(),
            single("now", Duration.ZERO, 1e5).toString(),
            "--junit",
            xml.toString());
    assertEquals(ExitCode.INCONCLUSIVE.code(), gate.code());
    assertTrue(Files.readString(xml).contains("<error type=\"inconclusive\""));
  }

  @Test
  void shouldFailWhereTheReportCannotBeWritten() throws Exception {
    String xml = folder.resolve("missing/gate.xml").toString();
    Invocation gate = Invocation.of("gate", paired("same", 1).toString(), "--junit", xml);
    assertEquals(ExitCode.USAGE.code(), gate.code(), gate::err);
    assertTrue(gate.err().contains("gate.xml: cannot be written"), gate::err);
  }

  @Test
  void shouldNeverBeGreenWithoutAValidBaseline() throws Exception {
    Path run = single("now", Duration.ZERO, 1e5);
    Path baselines = folder.resolve("baselines");
    Invocation none = Invocation.of("gate", "--baseline", baselines.toString(), run.toString());
    assertEquals(ExitCode.INCONCLUSIVE.code(), none.code());
    assertTrue(none.err().contains("no baseline 'main'"), none::err);

    promote(single("first", Duration.ofDays(3), 1e5), baselines);
    Invocation forming = Invocation.of("gate", "--baseline", baselines.toString(), run.toString());
    assertEquals(ExitCode.INCONCLUSIVE.code(), forming.code());
    assertTrue(forming.err().contains("forming"), forming::err);

    promote(single("second", Duration.ofDays(2), 1.01e5), baselines);
    promote(single("third", Duration.ofDays(1), 0.99e5), baselines);
    Invocation valid = Invocation.of("gate", "--baseline", baselines.toString(), run.toString());
    assertEquals(ExitCode.OK.code(), valid.code(), valid::out);
    Path slow = single("slow", Duration.ZERO, 0.5e5);
    Invocation regressed =
        Invocation.of("gate", "--baseline", baselines.toString(), slow.toString());
    assertEquals(ExitCode.NOT_MET.code(), regressed.code(), regressed::out);
    Invocation list = Invocation.of("baseline", "list", baselines.toString());
    assertTrue(list.out().contains("main is valid: 3 runs on 3 days"), list::out);
  }

  @Test
  void shouldShowTwoRunsWithoutAVerdict() throws Exception {
    Path before = single("before", Duration.ofDays(1), 1e5);
    Path after = single("after", Duration.ZERO, 0.5e5);
    Invocation compare = Invocation.of("compare", before.toString(), after.toString());
    assertEquals(ExitCode.INCONCLUSIVE.code(), compare.code());
    assertTrue(compare.out().contains("NO VERDICT"), compare::out);
    assertTrue(compare.out().contains("-50"), compare::out);
    Invocation across =
        Invocation.of("compare", "--across", "environment", before.toString(), after.toString());
    assertEquals(ExitCode.OK.code(), across.code(), across::err);
    assertFalse(across.out().contains("REGRESSED"), across::out);
  }

  @Test
  void shouldSayWhatIsWrongInOneSentence() throws Exception {
    Path run = paired("run", 1);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertFault("no run", "compare", empty.toString(), run.toString());
    assertFault("no such directory", "compare", folder.resolve("x").toString(), run.toString());
    assertFault("no arm 'candidat'", "compare", run.toString(), "--arm", "candidat");
    assertFault("not a percentage", "compare", run.toString(), "--margin", "five");
    assertFault("measured one build", "compare", single("s", Duration.ZERO, 1e5).toString());
    assertFault("environment", "compare", "--across", "disk", run.toString(), run.toString());
    Path torn = paired("torn", 1);
    Path file = torn.resolve("observations.jsonl");
    Files.writeString(file, Files.readString(file).replaceFirst("\"commits\"", "\"comm"));
    assertFault("observations.jsonl:1", "gate", torn.toString());
    Path other = paired("other", 1);
    Path json = other.resolve("run.json");
    Files.writeString(json, Files.readString(json).replaceFirst("\"1\\.\\d\"", "\"2.0\""));
    assertFault("schemaVersion 2.0", "gate", other.toString());
  }

  private static void assertFault(String said, String... words) {
    Invocation invocation = Invocation.of(words);
    assertEquals(ExitCode.USAGE.code(), invocation.code(), invocation::err);
    assertTrue(invocation.err().contains(said), invocation::err);
    assertEquals(1, invocation.err().strip().lines().count(), invocation::err);
  }

  private static void promote(Path run, Path baselines) {
    Invocation promote =
        Invocation.of("baseline", "promote", run.toString(), "--to", baselines.toString());
    assertEquals(ExitCode.OK.code(), promote.code(), promote::err);
  }

  private Path paired(String name, double factor) throws IOException {
    Random random = new Random(7);
    RunDirectory directory =
        begun(
            name,
            now,
            List.of(
                new Arm("base", Arm.Role.BASE, "aaaa", null),
                new Arm("candidate", Arm.Role.CANDIDATE, "bbbb", null)));
    try (ObservationLog log = directory.observationLog()) {
      for (int block = 0; block < 12; block++) {
        log.append(observed("base", block, 1e5 * Math.exp(0.02 * random.nextGaussian())));
        log.append(
            observed("candidate", block, factor * 1e5 * Math.exp(0.02 * random.nextGaussian())));
      }
    }
    return directory.path();
  }

  private Path single(String name, Duration ago, double rate) throws IOException {
    RunDirectory directory = begun(name, now.minus(ago), List.of());
    try (ObservationLog log = directory.observationLog()) {
      for (int block = 0; block < 6; block++) {
        log.append(observed(null, block, rate * (1 + 0.001 * block)));
      }
    }
    return directory.path();
  }

  private RunDirectory begun(String name, Instant startedAt, List<Arm> arms) {
    RunDirectory directory = RunDirectory.createAt(folder.resolve(name), Redactor.none());
    ObjectNode profile = JsonNodeFactory.instance.objectNode();
    profile
        .putArray("variants")
        .addObject()
        .put("label", "group")
        .put("primaryMetric", "commitsPerSecond");
    Run run =
        Run.started(name, 1, "test", "gate", profile, 1, List.of("run"), null, startedAt)
            .withArms(arms)
            .ended(RunStatus.COMPLETE, null, startedAt.plusSeconds(60));
    directory.write(run);
    directory.write(Surroundings.read(KernelFiles.live(), List.of(folder)).environment(startedAt));
    return directory;
  }

  private Observation observed(String arm, int block, double rate) {
    Cost cost = new Cost(Math.round(rate), rate, 1.0, 0.02, 1100.0, null, null, null);
    return Observation.of(GROUP, block, 0).arm(arm).time(now, 1_000_000_000L).cost(cost).ok();
  }
}
