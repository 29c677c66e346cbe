package org.ackmark.bench.probe;

import java.util.Locale;

/** Numbers as a person reads them: three figures and a unit. */
public final class Figures {
  /** In place of what is not known. */
  public static final String NONE = "-";

  private Figures() {}

  /** {@code 850 ns}, {@code 8.5 us}, {@code 166 us}, {@code 1.9 ms}. */
  public static String time(Long ns) {
    return ns == null ? NONE : time(ns.doubleValue());
  }

  /** The same. */
  public static String time(double ns) {
    if (ns < 1e3) {
      return format(ns) + " ns";
    }
    if (ns < 999.5e3) {
      return format(ns / 1e3) + " us";
    }
    return ns < 999.5e6 ? format(ns / 1e6) + " ms" : format(ns / 1e9) + " s";
  }

  /** {@code 512 B}, {@code 4 KiB}, {@code 1 MiB}. */
  public static String size(int bytes) {
    if (bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    return bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " B";
  }

  /** {@code 38,100}. */
  public static String count(Double value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%,.0f", value);
  }

  /** {@code 1.00}. */
  public static String ratio(Double value) {
    return value == null ? NONE : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String format(double value) {
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value);
  }
}
