package org.ackmark.results.table;

import java.util.List;
import java.util.Locale;

/** Numbers as people write them: three digits that count, and a unit that fits. Immutable. */
public final class Quantities {
  private static final double LEAST_RATIO = 0.001;

  private final List<Unit> units;

  /** For a screen that can show what that style allows. */
  public Quantities(TableStyle style) {
    units =
        List.of(
            new Unit(1, "ns"),
            new Unit(1e3, style.micro()),
            new Unit(1e6, "ms"),
            new Unit(1e9, "s"));
  }

  private record Unit(double ns, String name) {}

  /** The value of the metric of that name, by the unit in its name. */
  public String figure(String metric, double value) {
    if (metric.endsWith("Ns")) {
      return time(Math.round(value));
    }
    boolean ratio = metric.equals("syncsPerCommit") || metric.equals("efficiency");
    return ratio ? ratio(value) : digits(value);
  }

  /** Such as {@code 148 µs}; a whole number of nanoseconds has no decimals. */
  public String time(long ns) {
    if (ns < 1000) {
      return ns + " ns";
    }
    for (Unit unit : units) {
      // 999.5 of one unit would be rounded to 1000 of it.
      if (ns / unit.ns < 999.5) {
        return digits(ns / unit.ns) + " " + unit.name;
      }
    }
    Unit greatest = units.getLast();
    return digits(ns / greatest.ns) + " " + greatest.name;
  }

  /** Such as {@code 6,820}. */
  public String rate(double perSecond) {
    return digits(perSecond);
  }

  /** Such as {@code 0.02}; what is not zero does not look like it. */
  public String ratio(double ratio) {
    if (ratio == 0) {
      return "0";
    }
    if (ratio < LEAST_RATIO) {
      return "<" + LEAST_RATIO;
    }
    return String.format(Locale.ROOT, ratio < 0.0995 ? "%.3f" : "%.2f", ratio);
  }

  private static String digits(double value) {
    String format = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%,.0f";
    return String.format(Locale.ROOT, format, value);
  }
}
