package org.ackmark.results.files;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names of runs: they sort by time and tell the profile. */
final class RunName {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunName() {}

  /** Such as {@code 2026-01-31T120000Z-quick}; a number follows from the second try on. */
  static String of(Instant startedAt, String profileName, int attempt) {
    String profile = profileName.replaceAll("[^A-Za-z0-9._-]+", "-");
    return TIME.format(startedAt) + "-" + profile + (attempt == 1 ? "" : "-" + attempt);
  }
}
