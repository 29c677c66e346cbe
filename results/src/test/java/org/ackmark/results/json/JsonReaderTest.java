package org.ackmark.results.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ackmark.results.Finding;
import org.ackmark.results.Observation;
import org.ackmark.results.Parameters;
import org.ackmark.results.ProbePoint;
import org.ackmark.results.ResultsException;
import org.ackmark.results.Run;
import org.ackmark.results.Samples;
import org.ackmark.results.SchemaVersion;
import org.ackmark.results.environment.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonReaderTest {
  private static final JsonReader READER = new JsonReader(SchemaVersion.CURRENT);
  private static final String LINE = JsonText.line(Samples.full(), Redactor.none());

  @TempDir Path directory;

  @Test
  void shouldReadBackWhatWasWritten() {
    assertEquals(Samples.run(), READER.object(written(Samples.run()), Run.class));
    Environment environment = Samples.environment();
    assertEquals(environment, READER.object(written(environment), Environment.class));
    assertEquals(Samples.full(), READER.object(written(Samples.full()), Observation.class));
  }

  @Test
  void shouldReadBackParametersOfEveryKind() {
    Parameters params =
        Parameters.of(Map.of("text", "a", "whole", Long.MAX_VALUE, "part", 0.1, "flag", true));
    Observation observation =
        Samples.observation(Samples.group().with(params), 0).failed("stopped");
    assertEquals(observation, READER.object(written(observation), Observation.class));
  }

  static Stream<Arguments> badObservations() {
    return Stream.of(
        Arguments.of("\"writers\":64", "\"writers\":\"four\"", "writers: expected a whole number"),
        Arguments.of(
            "\"writers\":64", "\"writers\":6.4", "writers: expected a whole number, found 6.4"),
        Arguments.of("\"writers\":64,", "", "writers is missing"),
        Arguments.of("\"writers\":64", "\"writers\":0", "writers=0, must be at least 1"),
        Arguments.of("\"writers\":64", "\"writers\":null", "writers is missing"),
        Arguments.of("\"writers\":64", "\"writers\":64,\"writer\":1", "unknown field writer"),
        Arguments.of(
            "\"writers\":64",
            "\"writers\":64,\"writers\":1",
            "not JSON: Duplicate field 'writers'"),
        Arguments.of("\"variant\":\"group\",", "", "variant is missing"),
        Arguments.of("\"variant\":\"group\"", "\"variant\":5", "variant: expected text"),
        Arguments.of(
            "POWER_LOSS",
            "POWERLOSS",
            "guarantee: expected one of NOTHING, PROCESS_CRASH, OS_CRASH, POWER_LOSS, found"
                + " POWERLOSS"),
        Arguments.of(
            "\"callbacks\"",
            "\"calls\"",
            "threadKind: expected one of platform, virtual, callbacks, found calls"),
        Arguments.of("41200.0", "\"NaN\"", "commitsPerSecond=NaN, must be finite"),
        Arguments.of("41200.0", "\"41200\"", "commitsPerSecond: expected a number"),
        Arguments.of("2900000.0", "\"Infinity\"", "responseP99Ns=Infinity, must be finite"),
        Arguments.of(
            "2026-01-31T12:00:00Z",
            "yesterday",
            "startedAt: expected a time such as 2026-01-31T12:00:00Z, found yesterday"),
        Arguments.of(
            "\"p999Ns\":3600000,", "", "a percentile is absent and percentilesSkipped too"),
        Arguments.of(
            "\"histogram\":\"group-64-1\"}",
            "\"histogram\":\"gr",
            "truncated: the text ends inside a value"),
        Arguments.of(
            "\"histogram\":\"group-64-1\"}",
            "\"histogram\":\"a\"} {}",
            "more text after the value"));
  }

  @ParameterizedTest
  @MethodSource("badObservations")
  void shouldNameFileLineAndFieldOfABadObservation(String good, String bad, String problem) {
    Path file = file(LINE + LINE + LINE.replace(good, bad) + LINE);
    ResultsException refused =
        assertThrows(ResultsException.class, () -> READER.lines(file, Observation.class));
    assertTrue(refused.getMessage().startsWith(file + ":3: " + problem), refused.getMessage());
    assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
  }

  @Test
  void shouldRefuseALineThatIsNoObject() {
    Path file = file(LINE + "[1]\n");
    ResultsException refused =
        assertThrows(ResultsException.class, () -> READER.lines(file, Observation.class));
    assertEquals(file + ":2: expected an object", refused.getMessage());
  }

  @Test
  void shouldNameTheLineInAFileOfManyLines() {
    String text = JsonText.pretty(Samples.environment(), Redactor.none());
    Path file = file(text.replace("\"cores\": 24", "\"cores\": true"));
    assertProblem(file, ":9: cpu.cores: expected a whole number", Environment.class);
  }

  @Test
  void shouldRefuseAnUnknownFieldDeepInside() {
    String text = JsonText.pretty(Samples.environment(), Redactor.none());
    Path file = file(text.replace("\"cores\": 24", "\"cors\": 24"));
    assertProblem(file, ":9: unknown field cors", Environment.class);
  }

  @Test
  void shouldNameTheElementOfAListAndItsLine() {
    Path file =
        file(
            """
            [ {"method": "fsync", "sizeBytes": 4096, "queueDepth": 1, "skipped": "no"},
              {"method": "fsync", "sizeBytes": 4096,
               "depth": 1, "queueDepth": 1, "skipped": "no"} ]
            """);
    ResultsException refused =
        assertThrows(ResultsException.class, () -> READER.list(file, ProbePoint.class));
    assertEquals(file + ":3: unknown field depth", refused.getMessage());
  }

  @Test
  void shouldRefuseAnObjectInPlaceOfAList() {
    Path file = file("{}");
    ResultsException refused =
        assertThrows(ResultsException.class, () -> READER.list(file, Finding.class));
    assertEquals(file + ":1: expected a list", refused.getMessage());
  }

  @Test
  void shouldRefuseNothingAtAll() {
    assertProblem(file(""), ":1: empty", Run.class);
    assertProblem(file("null"), ":1: expected an object, found null", Run.class);
    assertProblem(directory.resolve("absent.json"), ": no such file", Run.class);
    Path nulls = file("[null]");
    assertThrows(ResultsException.class, () -> READER.list(nulls, Finding.class));
  }

  @Test
  void shouldRefuseBytesThatAreNoText() throws IOException {
    Path file = file("");
    Files.write(file, new byte[] {'{', '"', (byte) 0xff, '"'});
    assertProblem(file, ":1: not JSON: Invalid UTF-8", Run.class);
  }

  @Test
  void shouldSkipFieldsThatANewerMinorVersionAdded() {
    JsonReader newer = new JsonReader(SchemaVersion.parse("1.9"));
    Path file = file(LINE.replace("\"writers\":64", "\"writers\":64,\"added\":{\"x\":1}"));
    assertEquals(List.of(Samples.full()), newer.lines(file, Observation.class).values());
  }

  @Test
  void shouldLeaveOutALastLineThatACrashCutOff() {
    for (int length = 1; length < LINE.length() - 1; length++) {
      Path file = file(LINE + LINE.substring(0, length));
      JsonReader.Lines<Observation> lines = READER.lines(file, Observation.class);
      assertEquals(1, lines.values().size(), "length=" + length);
      assertTrue(lines.torn(), "length=" + length);
    }
  }

  @Test
  void shouldLeaveOutALastLineThatNeverReachedTheDevice() {
    JsonReader.Lines<Observation> lines = READER.lines(file(LINE + "\0\0\0"), Observation.class);
    assertEquals(1, lines.values().size());
    assertTrue(lines.torn());
  }

  @Test
  void shouldKeepALastLineThatLacksOnlyItsEnd() {
    JsonReader.Lines<Observation> lines =
        READER.lines(file(LINE + LINE.strip()), Observation.class);
    assertEquals(2, lines.values().size());
    assertFalse(lines.torn());
  }

  @Test
  void shouldNotTakeDamageBeforeTheLastLineForACrash() {
    Path file = file(LINE + LINE.substring(0, 50) + "\n" + LINE);
    ResultsException refused =
        assertThrows(ResultsException.class, () -> READER.lines(file, Observation.class));
    assertEquals(2, refused.line().orElseThrow());
  }

  private void assertProblem(Path file, String problem, Class<?> type) {
    ResultsException refused =
        assertThrows(ResultsException.class, () -> READER.object(file, type));
    assertTrue(refused.getMessage().startsWith(file + problem), refused.getMessage());
  }

  private Path written(Object value) {
    return file(JsonText.pretty(value, Redactor.none()));
  }

  private Path file(String text) {
    try {
      return Files.writeString(directory.resolve("some.json"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
