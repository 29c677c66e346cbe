package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.ackmark.results.Cost;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Observation;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.environment.Cpu;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.environment.Jdk;
import org.ackmark.results.environment.Kernel;
import org.ackmark.results.environment.Memory;
import org.ackmark.results.files.ObservationLog;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.json.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCommandTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final Point GROUP =
      Point.commit("group", Guarantee.POWER_LOSS, 8, ThreadKind.PLATFORM, 256);

  @TempDir private Path folder;

  @Test
  void shouldShowWhereTheLevelChanged() throws IOException {
    nights(8, 8);
    Files.writeString(
        folder.resolve("annotations.json"),
        "[{\"date\": \"2026-02-08\", \"text\": \"kernel 6.19\"}]");

    Invocation invocation = Invocation.of("history", folder.toString());

    assertEquals(ExitCode.OK.code(), invocation.code(), invocation.err());
    List<String> lines = invocation.out().lines().toList();
    int mark = indexOf(lines, " % ");
    assertTrue(lines.get(mark).contains(" -19.6 % "), lines.get(mark));
    assertTrue(lines.get(mark).contains("worse, p "), lines.get(mark));
    assertTrue(lines.get(mark - 1).contains("2026-02-07T120000Z-nightly"), invocation.out());
    assertTrue(lines.get(mark + 1).contains("2026-02-08: kernel 6.19"), invocation.out());
    assertTrue(invocation.out().contains("1 change in 1 series: 1 worse, 0 better"));
  }

  @Test
  void shouldExitWithoutFaultWhereNothingChanged() throws IOException {
    nights(12, 0);

    Invocation invocation = Invocation.of("history", folder.toString(), "--variant", "group");

    assertEquals(ExitCode.OK.code(), invocation.code(), invocation.err());
    assertTrue(invocation.out().contains("0 changes in 1 series"), invocation.out());
  }

  @Test
  void shouldLeaveOutSmallChanges() throws IOException {
    nights(8, 8);

    Invocation invocation = Invocation.of("history", folder.toString(), "--min-change", "40");

    assertTrue(invocation.out().contains("0 changes in 1 series"), invocation.out());
  }

  @Test
  void shouldGiveAProgramTheSame() throws IOException {
    nights(8, 8);
    Files.createDirectory(folder.resolve("stray"));

    Invocation invocation = Invocation.of("history", folder.toString(), "--json");

    assertEquals(ExitCode.OK.code(), invocation.code(), invocation.err());
    JsonNode tree = new ObjectMapper().readTree(invocation.out());
    JsonNode series = tree.get("series").get(0);
    assertEquals("group", series.get("variant").asText());
    assertEquals(16, series.get("sessions").size());
    JsonNode change = series.get("changes").get(0);
    assertEquals("2026-02-08T120000Z-nightly", change.get("runAfter").asText());
    assertEquals(-20, change.get("percent").doubleValue(), 2);
    assertEquals("stray", tree.get("leftOut").get(0).get("run").asText());
  }

  @Test
  void shouldSayHowManyRunsItTakes() throws IOException {
    nights(4, 0);

    Invocation invocation = Invocation.of("history", folder.toString());

    assertEquals(ExitCode.INCONCLUSIVE.code(), invocation.code());
    assertTrue(
        invocation
            .err()
            .contains(
                "no series has the 6 runs that are needed to find a change; the longest has 4"),
        invocation.err());
    assertTrue(invocation.out().contains("2026-02-03T120000Z-nightly"), invocation.out());
  }

  @Test
  void shouldNotFindAChangeInAFigureThatNobodyMeasured() throws IOException {
    nights(8, 0);

    Invocation invocation = Invocation.of("history", folder.toString(), "--metric", "efficiency");

    assertEquals(ExitCode.INCONCLUSIVE.code(), invocation.code());
    assertTrue(invocation.err().contains("the longest has 0"), invocation.err());
    assertTrue(invocation.out().contains("efficiency was not measured"), invocation.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--variant grup            | did you mean 'group'?",
        "--metric p99ns            | did you mean 'p99Ns'?",
        "--metric latency          | valid are commitsPerSecond",
        "--min-change few          | --min-change",
        "--min-change -3           | --min-change is -3.0, must be",
        "--min-change NaN          | --min-change is NaN, must be",
        "--annotations none.json   | none.json: no such file",
        "--varant group            | did you mean '--variant'?",
        "another                   | unexpected argument 'another'",
      })
  void shouldNameAWrongWord(String words, String sentence) throws IOException {
    nights(1, 0);

    assertRefused(Invocation.of(("history " + folder + " " + words).split(" +")), sentence);
  }

  @Test
  void shouldNameAFolderThatIsNone() throws IOException {
    assertRefused(Invocation.of("history", folder.toString()), "holds no run");
    Path absent = folder.resolve("absent");
    assertRefused(Invocation.of("history", absent.toString()), "no such directory");
    nights(1, 0);
    Path run = folder.resolve("2026-01-31T120000Z-nightly");
    assertRefused(Invocation.of("history", run.toString()), "is one run");
  }

  @Test
  void shouldNameTheLineOfABadAnnotation() throws IOException {
    nights(1, 0);
    Path file = Files.writeString(folder.resolve("annotations.json"), "[\n{\"date\": \"now\"}]");

    assertRefused(Invocation.of("history", folder.toString()), file + ":2: [0]: text is missing");
  }

  private void nights(int before, int after) {
    Random random = new Random(3);
    for (int night = 0; night < before + after; night++) {
      double rate = (night < before ? 40_000 : 32_000) * (1 + 0.01 * random.nextGaussian());
      write(START.plus(Duration.ofDays(night)), rate);
    }
  }

  private void write(Instant startedAt, double rate) {
    RunDirectory directory = RunDirectory.create(folder, startedAt, "nightly", Redactor.none());
    ObjectNode profile = JsonNodeFactory.instance.objectNode();
    profile.putArray("variants").addObject().put("label", "group");
    directory.write(
        Run.started(
                directory.id(), 1, "0.1.0", "nightly", profile, 1, List.of("run"), null, startedAt)
            .ended(RunStatus.COMPLETE, null, startedAt.plusSeconds(60)));
    directory.write(environment());
    Cost cost = new Cost(Math.round(rate), rate, null, null, null, null, null, null);
    try (ObservationLog log = directory.observationLog()) {
      log.append(Observation.of(GROUP, 0, 0).time(startedAt, 1_000_000_000).cost(cost).ok());
    }
  }

  private static Environment environment() {
    return Environment.of(
        START,
        null,
        new Cpu("EPYC 7443P", "x86_64", 1, 24, 48, "performance", null, null),
        new Kernel("Linux", "6.18.44", "kvm", "tsc", 1.0, 0.2),
        new Jdk("Eclipse Adoptium", "25.0.3+9", "OpenJDK", "/opt/jdk-25", List.of(), false),
        new Memory(67_108_864_000L, 60_000_000_000L),
        null,
        List.of(),
        List.of(),
        Parameters.none());
  }

  private static int indexOf(List<String> lines, String part) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(part)) {
        return i;
      }
    }
    throw new AssertionError("no '" + part + "' in " + lines);
  }

  private static void assertRefused(Invocation invocation, String sentence) {
    assertEquals(ExitCode.USAGE.code(), invocation.code(), invocation.err());
    assertTrue(invocation.err().contains(sentence), invocation.err());
    assertFalse(invocation.err().contains("\tat "), invocation.err());
    assertEquals("", invocation.out());
  }
}
