package org.ackmark.results.history;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import org.ackmark.results.ResultsException;
import org.ackmark.results.SchemaVersion;
import org.ackmark.results.json.JsonReader;

/**
 * What somebody noted about the machine or the program: an element of the list in {@code
 * annotations.json}. Immutable.
 *
 * @param date a day, which counts from its beginning in UTC, or a time
 * @param text what happened
 * @param variant the only variant that it concerns; absent if it concerns all
 */
public record Annotation(String date, String text, String variant) {
  /** The file's name in a folder of runs. */
  public static final String FILE = "annotations.json";

  /** Checks the fields. */
  public Annotation {
    requireText("date", date);
    requireText("text", text);
    if (variant != null) {
      requireText("variant", variant);
    }
    instant(date);
  }

  /**
   * Reads such a file, oldest first.
   *
   * @throws ResultsException if it is not a list of annotations; the message names the line
   */
  public static List<Annotation> read(Path file) {
    return new JsonReader(SchemaVersion.CURRENT)
        .list(file, Annotation.class).stream()
            .sorted(Comparator.comparing(Annotation::at))
            .toList();
  }

  /** When it happened. */
  Instant at() {
    return instant(date);
  }

  boolean concerns(String name) {
    return variant == null || variant.equals(name);
  }

  private static Instant instant(String date) {
    try {
      return date.indexOf('T') < 0
          ? LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(date);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "date=" + date + ", must be a day or a time such as 2026-01-31 or 2026-01-31T12:00:00Z",
          e);
    }
  }

  private static void requireText(String name, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + (value == null ? " is missing" : " is empty"));
    }
  }
}
