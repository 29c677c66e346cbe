package org.ackmark.wal.format;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of a log's files: {@code segment-000000000007}; {@code new-…} for one in the making, and
 * {@code spare-…} for one not in use. The two differ so that an opening knows what was in the log
 * before: the header of a file in the making may be in the page cache only.
 */
public final class SegmentName {
  private static final Pattern SEGMENT = Pattern.compile("segment-(\\d{12})");
  private static final Pattern UNFINISHED = Pattern.compile("new-(\\d{12})");
  private static final Pattern SPARE = Pattern.compile("spare-(\\d{12})");

  private SegmentName() {}

  /** The final name of a segment: it is part of the log. */
  public static String segment(long number) {
    return "segment-%012d".formatted(number);
  }

  /** The name of a file that is to become a segment, and is not yet part of the log. */
  public static String unfinished(long number) {
    return "new-%012d".formatted(number);
  }

  /** The name of a file that is no part of the log: kept for recycling. */
  public static String spare(long number) {
    return "spare-%012d".formatted(number);
  }

  /** The number in a segment's name; empty for any other name. */
  public static OptionalLong segmentNumber(String name) {
    return number(SEGMENT, name);
  }

  /** The number in a spare's name; empty for any other name. */
  public static OptionalLong spareNumber(String name) {
    return number(SPARE, name);
  }

  /** Whether a file was left in the making. */
  public static boolean isUnfinished(String name) {
    return UNFINISHED.matcher(name).matches();
  }

  private static OptionalLong number(Pattern pattern, String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }
}
