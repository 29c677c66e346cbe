package org.ackmark.results.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.ackmark.results.ResultsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnotationTest {
  @TempDir private Path folder;

  @Test
  void shouldReadDaysAndTimesOldestFirst() throws IOException {
    List<Annotation> read =
        read(
            """
            [
              {"date": "2026-02-01T06:30:00Z", "text": "kernel 6.19", "variant": "group"},
              {"date": "2026-01-31", "text": "new disk"}
            ]
            """);

    assertEquals(
        List.of(
            new Annotation("2026-01-31", "new disk", null),
            new Annotation("2026-02-01T06:30:00Z", "kernel 6.19", "group")),
        read);
    assertEquals(Instant.parse("2026-01-31T00:00:00Z"), read.getFirst().at());
  }

  @Test
  void shouldReadAnEmptyList() throws IOException {
    assertEquals(List.of(), read("[]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[{\"date\": \"2026-01-31\"}]                             | :1: [0]: text is missing",
        "[{\"text\": \"x\"}]                                       | :1: [0]: date is missing",
        "[{\"date\": \"2026-01-31\", \"text\": \" \"}]             | :1: [0]: text is empty",
        "[{\"date\": \"2026-01-31\", \"text\": \"x\", \"variant\": \"\"}] | :1: [0]: variant is"
            + " empty",
        "[{\"date\": \"2026-02-30\", \"text\": \"x\"}]             | :1: [0]: date=2026-02-30,"
            + " must",
        "[{\"date\": \"31.1.2026\", \"text\": \"x\"}]              | :1: [0]: date=31.1.2026, must",
        "[{\"date\": \"2026-01-31T12:00\", \"text\": \"x\"}]       | date=2026-01-31T12:00, must",
        "[{\"date\": \"2026-01-31\", \"txt\": \"x\"}]              | :1: unknown field txt",
        "[{\"date\": 20260131, \"text\": \"x\"}]                   | :1: [0].date: expected text",
        "[null]                                                    | an element of the list is"
            + " null",
        "{\"date\": \"2026-01-31\", \"text\": \"x\"}               | :1: expected a list",
        "[{\"date\": \"2026-01-31\", \"text\": \"x\"}              | :1: truncated",
        "2026-01-31: kernel                                        | :1: not JSON"
      })
  void shouldNameWhatIsWrong(String text, String words) {
    String message = assertThrows(ResultsException.class, () -> read(text)).getMessage();

    String start = words.startsWith(":") ? file() + words : file().toString();
    assertEquals(true, message.startsWith(start) && message.contains(words), message);
  }

  @Test
  void shouldNameTheLine() {
    String text =
        "[\n  {\"date\": \"2026-01-31\", \"text\": \"x\"},\n  {\"text\": \"x\", \"day\": 1}\n]";

    assertEquals(
        file() + ":3: unknown field day",
        assertThrows(ResultsException.class, () -> read(text)).getMessage());
  }

  @Test
  void shouldNameAFileThatIsNotThere() {
    assertEquals(
        file() + ": no such file",
        assertThrows(ResultsException.class, () -> Annotation.read(file())).getMessage());
  }

  private List<Annotation> read(String text) throws IOException {
    return Annotation.read(Files.writeString(file(), text));
  }

  private Path file() {
    return folder.resolve("annotations.json");
  }
}
