package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.provider.Arguments;

/** What a person reads who made a mistake: the whole sentence, with the place. */
final class Refusals {
  private Refusals() {}

  /** A row of a table of faults. */
  static Arguments of(String fault, String text, String message) {
    return Arguments.of(fault, text, message);
  }

  /** Of a profile with that text; the sentence begins with the file. */
  static void assertRefused(Path directory, String text, String message) throws IOException {
    Path file = Files.writeString(directory.resolve("bad.yaml"), text);
    assertMessage(file + ":" + message, file);
  }

  static void assertMessage(String expected, Path file) {
    assertEquals(expected, messageOf(() -> ProfileReader.read(file.toString())));
  }

  static String messageOf(Runnable reading) {
    return assertThrows(ProfileException.class, reading::run).getMessage();
  }
}
