package org.ackmark.bench.profile;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes, durations and rates as people write them: {@code 1KiB}, {@code 64 MiB}, {@code 200us},
 * {@code 1.5s}, {@code 32MiB/s}. A unit is always demanded, even of zero. Pure.
 *
 * <p>What can't be read is refused with an {@link IllegalArgumentException} whose message completes
 * a sentence that begins with the name of the key or option.
 */
public final class Quantity {
  private static final Pattern NUMBER_AND_UNIT =
      Pattern.compile("([+-]?[0-9]+(?:\\.[0-9]+)?)\\s*([^0-9\\s]\\S*)?");

  private static final Quantity SIZE =
      new Quantity(
          "a size such as 1KiB",
          "bytes",
          List.of(
              new Unit("B", 1),
              new Unit("KiB", 1L << 10),
              new Unit("MiB", 1L << 20),
              new Unit("GiB", 1L << 30),
              new Unit("TiB", 1L << 40)));

  private static final Quantity DURATION =
      new Quantity(
          "a duration such as 200us",
          "nanoseconds",
          List.of(
              new Unit("ns", 1),
              new Unit("us", 1_000),
              new Unit("ms", 1_000_000),
              new Unit("s", 1_000_000_000),
              new Unit("min", 60_000_000_000L),
              new Unit("h", 3_600_000_000_000L)));

  private static final Quantity RATE =
      new Quantity(
          "a rate such as 32MiB/s",
          "bytes per second",
          SIZE.units.stream().map(u -> new Unit(u.name + "/s", u.factor)).toList());

  private static final Quantity PER_SECOND =
      new Quantity(
          "a rate such as 20k/s",
          "records per second",
          List.of(new Unit("/s", 1), new Unit("k/s", 1_000), new Unit("M/s", 1_000_000)));

  private record Unit(String name, long factor) {}

  private final String noun;
  private final String smallest;
  private final List<Unit> units;

  private Quantity(String noun, String smallest, List<Unit> units) {
    this.noun = noun;
    this.smallest = smallest;
    this.units = units;
  }

  /** Reads a size such as {@code 64 MiB}. */
  public static long bytes(String text) {
    return SIZE.read(text);
  }

  /** Reads a duration such as {@code 200us}. */
  public static long ns(String text) {
    return DURATION.read(text);
  }

  /** Reads a rate such as {@code 32MiB/s}. */
  public static long bytesPerSecond(String text) {
    return RATE.read(text);
  }

  /** Reads how many in a second, such as {@code 20k/s}. */
  public static long perSecond(String text) {
    return PER_SECOND.read(text);
  }

  /** Writes a size in the largest unit that holds it whole. */
  public static String ofBytes(long bytes) {
    return SIZE.write(bytes);
  }

  /** Writes a duration in the largest unit that holds it whole. */
  public static String ofNs(long ns) {
    return DURATION.write(ns);
  }

  /** Writes a rate in the largest unit that holds it whole. */
  public static String ofBytesPerSecond(long bytesPerSecond) {
    return RATE.write(bytesPerSecond);
  }

  private long read(String text) {
    Matcher matcher = NUMBER_AND_UNIT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must be " + noun + ", not '" + text + "'");
    }
    if (matcher.group(2) == null) {
      throw new IllegalArgumentException(
          "needs a unit (" + String.join(", ", unitNames()) + ") and '" + text + "' has none");
    }
    return whole(new BigDecimal(matcher.group(1)), factor(matcher.group(2)), text);
  }

  private long factor(String unit) {
    String written = unit.replace('\u00b5', 'u').replace('\u03bc', 'u');
    String ascii = written.equals("m") ? "min" : written; // 10m is what people write
    return units.stream()
        .filter(u -> u.name.equals(ascii))
        .findFirst()
        .orElseThrow(() -> unknownUnit(unit))
        .factor;
  }

  private IllegalArgumentException unknownUnit(String unit) {
    return new IllegalArgumentException(
        "has the unknown unit '" + unit + "'; " + NearestName.hint(unit, unitNames()));
  }

  private long whole(BigDecimal number, long factor, String text) {
    BigDecimal value = number.multiply(BigDecimal.valueOf(factor));
    if (value.signum() < 0) {
      throw new IllegalArgumentException("must not be negative, but is " + text);
    }
    if (value.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new IllegalArgumentException("is too large: " + text);
    }
    if (value.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(
          "must be a whole number of " + smallest + ", but is " + text);
    }
    return value.longValueExact();
  }

  private String write(long value) {
    Unit unit =
        units.stream()
            .filter(u -> value != 0 && value % u.factor == 0)
            .max(Comparator.comparingLong(Unit::factor))
            .orElse(units.getFirst());
    return value / unit.factor + unit.name;
  }

  private List<String> unitNames() {
    return units.stream().map(Unit::name).toList();
  }
}
