package org.ackmark.results.export;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.ackmark.results.Point;

/**
 * Names that hold all that sets a point apart, as in {@code
 * commit/variant=group/guarantee=power-loss/writers=64/threads=callbacks/bytes=1024}. What could
 * not stand in a name is percent-encoded, so different points have different names. The size comes
 * last: the Go format takes a dash with digits at the end of a name for a number of processors.
 */
public final class PointName {
  private static final String NOT_IN_NAMES = "/%,\"";

  private PointName() {}

  /** The name of a point. */
  public static String of(Point point) {
    return encoded(point.benchmark()) + parts(point);
  }

  /** The same, beginning as Go's benchmarks do: {@code BenchmarkStorePut/…}. */
  static String benchfmt(Point point) {
    StringBuilder name = new StringBuilder();
    for (String word : point.benchmark().split("[\\s_-]+", -1)) {
      if (!word.isEmpty()) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return "Benchmark" + encoded(name.toString()) + parts(point);
  }

  private static String parts(Point point) {
    StringBuilder parts = new StringBuilder();
    part(parts, "variant", point.variant());
    part(parts, "guarantee", point.guarantee().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    part(parts, "writers", point.writers());
    part(parts, "threads", point.threadKind().label());
    point.params().values().forEach((name, value) -> part(parts, name, value));
    part(parts, "bytes", point.recordBytes());
    return parts.toString();
  }

  private static void part(StringBuilder parts, String name, Object value) {
    parts.append('/').append(name).append('=').append(encoded(value.toString()));
  }

  private static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    text.codePoints().forEach(c -> append(encoded, c));
    return encoded.toString();
  }

  private static void append(StringBuilder encoded, int c) {
    boolean plain =
        !Character.isWhitespace(c)
            && !Character.isSpaceChar(c)
            && !Character.isISOControl(c)
            && NOT_IN_NAMES.indexOf(c) < 0;
    if (plain) {
      encoded.appendCodePoint(c);
      return;
    }
    for (byte octet : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      encoded.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
    }
  }
}
