package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no profiles, and profiles that rest on none. */
class BadProfileTest {
  private static final String CHOICE =
      "name a YAML file, or one of smoke, quick, quorum, quorum-ratis, quorum-faults, gate,"
          + " standard, full, quorum-full";

  @TempDir Path directory;

  @Test
  void missingFileIsNamed() {
    Path file = directory.resolve("none.yaml");
    Refusals.assertMessage(file + ": there is no such file; " + CHOICE, file);
  }

  @Test
  void directoryIsNoProfile() throws IOException {
    Path file = Files.createDirectory(directory.resolve("some.yaml"));
    Refusals.assertMessage(file + ": that is not a file; " + CHOICE, file);
  }

  @Test
  void emptyFileIsNoProfile() throws IOException {
    Path file = Files.writeString(directory.resolve("empty.yaml"), "# nothing yet\n");
    Refusals.assertMessage(file + ": the profile is empty", file);
  }

  @Test
  void bytesThatAreNoTextAreNoProfile() throws IOException {
    Path file = Files.write(directory.resolve("log.yaml"), new byte[] {(byte) 0xff, 0x00});
    Refusals.assertMessage(file + ": the profile is not UTF-8 text", file);
  }

  @Test
  void controlCharactersAreNoProfile() throws IOException {
    Path file = Files.writeString(directory.resolve("log.yaml"), "blocks: \u0001\n");
    String message = Refusals.messageOf(() -> ProfileReader.read(file.toString()));
    assertEquals(file + ": not YAML: ", message.substring(0, (file + ": not YAML: ").length()));
    assertEquals(1, message.lines().count());
  }

  @Test
  void segmentGivenByMistakeIsNotReadWhole() throws IOException {
    Path file = Files.write(directory.resolve("log.yaml"), new byte[2 << 20]);
    Refusals.assertMessage(file + ": more than 1MiB is no profile", file);
  }

  @Test
  void bottomlessNestingIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("deep.yaml"), "[".repeat(10_000));
    String message = Refusals.messageOf(() -> ProfileReader.read(file.toString()));
    assertEquals(1, message.lines().count());
  }

  @Test
  void faultInABaseIsNamedInTheBase() throws IOException {
    Path base = Files.writeString(directory.resolve("base.yaml"), "extends: quick\nblocks: 0\n");
    Path file = Files.writeString(directory.resolve("top.yaml"), "extends: ./base.yaml\n");
    Refusals.assertMessage(base + ":2:9: 'blocks' must be from 1 to 1000, but is 0", file);
  }

  @Test
  void circleOfTwoIsRefused() throws IOException {
    Path a = Files.writeString(directory.resolve("a.yaml"), "extends: b.yaml\n");
    Path b = Files.writeString(directory.resolve("b.yaml"), "extends: ./a.yaml\n");
    Refusals.assertMessage(
        "%s:1:1: profiles extend one another in a circle: %s extends %s extends %s"
            .formatted(b, a, b, a),
        a);
  }

  @Test
  void circleOfOneIsRefused() throws IOException {
    Path a = Files.writeString(directory.resolve("a.yaml"), "blocks: 2\nextends: ./a.yaml\n");
    Refusals.assertMessage(
        "%s:2:1: profiles extend one another in a circle: %s extends %s".formatted(a, a, a), a);
  }

  @Test
  void columnCountsCharactersNotBytes() throws IOException {
    Path file =
        Files.write(
            directory.resolve("umlaut.yaml"),
            "{description: gr\u00fc\u00dfe, blocks: x}\n".getBytes(StandardCharsets.UTF_8));
    Refusals.assertMessage(file + ":1:30: 'blocks' must be a whole number, not 'x'", file);
  }
}
