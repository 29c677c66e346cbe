package org.ackmark.results.report.chart;

import java.util.Locale;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Point;
import org.ackmark.results.Status;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.table.Quantities;
import org.ackmark.results.table.TableStyle;

/** Numbers and names in words, the same in charts, messages and tables. */
public final class Words {
  /** Where there is no number. */
  public static final String NONE = "–";

  private static final Quantities QUANTITIES = new Quantities(TableStyle.plain());
  private static final int KIBI = 1024;

  private Words() {}

  /** A time, such as {@code 148 µs}; null is none. */
  public static String time(Number ns) {
    return ns == null ? NONE : QUANTITIES.time(Math.round(ns.doubleValue()));
  }

  /** A time on an axis, without digits that do not count: {@code 100 µs}. */
  static String roundTime(double ns) {
    return time(ns).replaceFirst("\\.0+(?= )", "").replaceFirst("(\\.\\d*?)0+(?= )", "$1");
  }

  /** Something per second; null is none. */
  public static String rate(Number perSecond) {
    return perSecond == null ? NONE : QUANTITIES.rate(perSecond.doubleValue());
  }

  /** A rate on an axis: {@code 20k}. */
  static String roundRate(double perSecond) {
    if (perSecond >= 1e6) {
      return plain(perSecond / 1e6) + "M";
    }
    return perSecond >= 1e3 ? plain(perSecond / 1e3) + "k" : plain(perSecond);
  }

  /** A rate where there is little room: {@code 23k}. */
  static String shortRate(double perSecond) {
    if (perSecond < 1e3) {
      return rate(perSecond);
    }
    if (perSecond >= 999_500) {
      return String.format(Locale.ROOT, "%.2fM", perSecond / 1e6);
    }
    double thousands = perSecond / 1e3;
    return String.format(Locale.ROOT, thousands < 9.95 ? "%.1fk" : "%.0fk", thousands);
  }

  /** The value of a metric, by the unit in its name; null is none. */
  static String figure(String metric, Double value) {
    return value == null ? NONE : QUANTITIES.figure(metric, value);
  }

  /** A ratio; null is none. */
  public static String ratio(Number ratio) {
    return ratio == null ? NONE : QUANTITIES.ratio(ratio.doubleValue());
  }

  /** A number without digits that do not count. */
  static String plain(double number) {
    return String.format(Locale.ROOT, "%.3f", number).replaceFirst("\\.?0+$", "");
  }

  /** How many times: {@code 41}, or {@code 3.2}. */
  public static String times(double ratio) {
    return String.format(Locale.ROOT, ratio < 9.95 ? "%.1f" : "%,.0f", ratio);
  }

  /** Something counted: {@code 1 block}, {@code 2 blocks}. */
  public static String count(long count, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
  }

  /** A size, in KiB where it is whole. */
  public static String size(long bytes) {
    return bytes >= KIBI && bytes % KIBI == 0
        ? String.format(Locale.ROOT, "%,d KiB", bytes / KIBI)
        : String.format(Locale.ROOT, "%,d bytes", bytes);
  }

  /** How many writes wait at once, and how: {@code 64 callbacks}. */
  public static String load(Point point) {
    return load(point.writers(), point.threadKind());
  }

  /** The same where "writers" stands above it: {@code 64 callbacks}, but {@code 8}. */
  public static String writers(Point point) {
    return point.threadKind() == ThreadKind.PLATFORM
        ? Integer.toString(point.writers())
        : load(point);
  }

  static String load(int writers, ThreadKind threadKind) {
    String noun =
        switch (threadKind) {
          case PLATFORM -> "writer";
          case VIRTUAL -> "virtual thread";
          case CALLBACKS -> "callback";
        };
    return count(writers, noun);
  }

  /** A point in words: its rate, where one was offered. */
  public static String title(Measured measured) {
    return measured.offered() && measured.offeredPerSecond() > 0
        ? "%s at %s/s".formatted(measured.name(), rate(measured.offeredPerSecond()))
        : "%s, %s".formatted(measured.name(), load(measured.point()));
  }

  /** The same, with no line end between a number and its unit: for headings. */
  public static String unbroken(String text) {
    return text.replaceAll("(?<=\\d) (?=(ns|µs|ms|s|KiB|bytes|%)(?!\\w))", "\u00a0");
  }

  /** What is survived, after the verb: {@code a power loss}. */
  public static String survived(Guarantee guarantee) {
    return switch (guarantee) {
      case NOTHING -> "nothing";
      case PROCESS_CRASH -> "a process crash";
      case OS_CRASH -> "an OS crash";
      case POWER_LOSS -> "a power loss";
    };
  }

  /** With a capital first letter. */
  public static String sentence(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** What a status says of an observation. */
  public static String status(Status status) {
    return switch (status) {
      case OK -> "ok";
      case DISTURBED -> "disturbed";
      case MISSED -> "missed its rate";
      case FAILED -> "failed";
      case SKIPPED -> "skipped";
    };
  }
}
