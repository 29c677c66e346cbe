package org.ackmark.results.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactorTest {
  private static final Redactor REDACTOR =
      Redactor.patternsOnly()
          .hiding(Path.of("/home/alice"), "home")
          .hiding(Path.of("/home/alice/jdks/25"), "jdk")
          .hiding(Path.of("/mnt/acme/wal"), "target")
          .hidingName("alice", "user")
          .hidingName("db7.corp.example", "host")
          .hidingName("db7", "host");

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wrote /mnt/acme/wal/0001.log|wrote <target>/0001.log",
        "/mnt/acme/wall is another|/mnt/acme/wall is another",
        "-I/home/alice/x:/home/alice/y|-I<home>/x:<home>/y",
        "/home/alice/jdks/25/bin/java -version|<jdk>/bin/java -version",
        "/opt/zulu-25/bin/java -cp a.jar|<jdk>/bin/java -cp a.jar",
        "-javaagent:/usr/lib/jvm/temurin-25/lib/a.jar|-javaagent:<jdk>/lib/a.jar",
        "/home/bob/data and /Users/carol/data|<home>/data and <home>/data",
        "/root/data on /dev/root|<home>/data on /dev/root",
        "owner=alice on db7|owner=<user> on <host>",
        "db7.corp.example answers|<host> answers",
        "db70, sdb7 and db7-a|db70, sdb7 and db7-a",
        "alicein wonderland|alicein wonderland",
        "-Dstore.password=hunter2 -Xmx1g|-Dstore.password=<secret> -Xmx1g",
        "API_KEY=a/home/alice/b|API_KEY=<secret>",
        "--auth-token abc123 --dry-run|--auth-token <secret> --dry-run",
        "https://bob:pw@example.org/x|https://<secret>@example.org/x",
        "key AKIAABCDEFGHIJKLMNOP|key <secret>",
        "serial: S64FNE0R123456|serial: <serial>",
        "-XX:+UseSerialGC|-XX:+UseSerialGC",
        "/dev/disk/by-id/nvme-X_S64F is it|/dev/disk/by-id/<serial> is it",
        "UUID=0b7c2e7a-1111-2222-3333-0123456789ab|UUID=<uuid>",
        "--peer 10.1.2.3:7000|--peer <host>:7000",
        "25.0.3.1 is a version|25.0.3.1 is a version",
        "ackmark run --dir data --out o|ackmark run --dir <target> --out o",
        "--dir=../acme|--dir=<target>",
      })
  void shouldHideWhatIdentifiesAndNothingElse(String text, String redacted) {
    assertEquals(redacted, REDACTOR.redact(text));
    assertEquals(redacted, REDACTOR.redact(redacted), "redacted twice");
  }

  @Test
  void shouldRedactTheJvmAndItsArgumentsInWhatJmhWrites() throws IOException {
    String text = JsonText.pretty(redactedJmh(), Redactor.none());
    assertTrue(text.contains("\"jvm\": \"<jdk>/bin/java\""), text);
    assertTrue(text.contains("\"-Dack.dir=<home>/data\""), text);
    assertTrue(text.contains("\"-Dack.password=<secret>\""), text);
    assertTrue(text.contains("\"-Dack.agent=<home>/.m2/agent.jar\""), text);
    assertFalse(text.contains("alice"), text);
    assertFalse(text.contains("/usr/lib/jvm"), text);
    assertFalse(text.contains("hunter2"), text);
  }

  @Test
  void shouldLeaveTheFiguresOfJmhAlone() throws IOException {
    JsonNode original = jmh();
    JsonNode redacted = redactedJmh();
    assertEquals(original.at("/0/primaryMetric"), redacted.at("/0/primaryMetric"));
    assertEquals(original.at("/0/vmName"), redacted.at("/0/vmName"));
    assertNotEquals(original, redacted);
  }

  @Test
  void shouldRedactTheValueAfterASecretOptionAndAfterTheDirectory() {
    String words = "[\"ackmark\",\"--token\",\"abc\",\"--dir\",\"x\",\"--seed\",\"7\"]";
    assertEquals(
        "[\"ackmark\",\"--token\",\"<secret>\",\"--dir\",\"<target>\",\"--seed\",\"7\"]",
        REDACTOR.redact(tree(words)).toString());
  }

  @Test
  void shouldNotRenameAVariantAfterAMachineOfTheSameName() {
    Redactor redactor = REDACTOR.hidingName("sync", "host").hidingName("ops", "user");
    String text =
        JsonText.line(
            Samples.observation(Samples.point("sync", Guarantee.POWER_LOSS, 1), 0)
                .failed("no answer from sync"),
            redactor);
    assertTrue(text.contains("\"variant\":\"sync\""), text);
    assertTrue(text.contains("no answer from <host>"), text);
    assertEquals(
        "{\"scoreUnit\":\"ops/s\"}", redactor.redact(tree("{\"scoreUnit\":\"ops/s\"}")).toString());
  }

  @Test
  void shouldHideWhatTheEnvironmentTellsOfTheMachine() {
    Redactor redactor = Redactor.patternsOnly().hiding(Samples.environment());
    String text = JsonText.pretty(Samples.environment(), redactor);
    for (String hidden : List.of("acme", "S64FNE0R123456", "db7")) {
      assertFalse(text.contains(hidden), hidden);
    }
    assertEquals("disk <serial> is worn", redactor.redact("disk S64FNE0R123456 is worn"));
    assertTrue(text.contains(Samples.environment().fingerprint()), text);
  }

  @Test
  void shouldHideASecretByTheNameOfItsField() {
    assertEquals(
        "{\"authToken\":\"<secret>\",\"tokens\":5}",
        REDACTOR.redact(tree("{\"authToken\":\"abc\",\"tokens\":5}")).toString());
  }

  @Test
  void shouldFollowALinkToTheTarget() throws IOException {
    Path real = Files.createDirectory(directory.resolve("disk-of-acme"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    Redactor redactor = Redactor.patternsOnly().hiding(link, "target");
    assertEquals("<target>/a <target>/b", redactor.redact(link + "/a " + real.toRealPath() + "/b"));
  }

  @Test
  void shouldNotTakeTheRootOfAllPathsForAPathToHide() {
    assertEquals("a/b", Redactor.patternsOnly().hiding(Path.of("/"), "home").redact("a/b"));
  }

  @Test
  void shouldHideThisUsersHomeByDefault() {
    String home = System.getProperty("user.home");
    assertFalse(Redactor.standard().redact("in " + home + "/x").contains(home));
  }

  @Test
  void shouldHideNothingIfSoAsked() {
    JsonNode tree = tree("{\"serial\":\"S64F\"}");
    assertSame(tree, Redactor.none().redact(tree));
    assertEquals("/home/alice", Redactor.none().hidingName("alice", "user").redact("/home/alice"));
  }

  private JsonNode redactedJmh() throws IOException {
    return REDACTOR.redact(jmh());
  }

  private JsonNode jmh() throws IOException {
    try (InputStream in =
        getClass().getResourceAsStream("/org/ackmark/results/jmh/one-iteration.json")) {
      return tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private JsonNode tree(String text) {
    try {
      return JsonReader.tree(Files.writeString(directory.resolve("tree.json"), text));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
