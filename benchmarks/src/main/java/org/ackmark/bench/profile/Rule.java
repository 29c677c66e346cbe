package org.ackmark.bench.profile;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * How the text of one value is read and what is allowed. A refusal is an {@link
 * IllegalArgumentException} whose message completes a sentence that begins with the key.
 */
@FunctionalInterface
interface Rule<T> {

  /** Reads a value. */
  T read(String text);

  /** The largest whole number, in the digits that always fit 64 bits. */
  long MAX_WHOLE = 999_999_999_999_999_999L;

  /** Any text. */
  static Rule<String> text() {
    return text -> text;
  }

  /** A whole number without a unit. */
  static Rule<Long> wholeNumber(long min, long max) {
    return within(Rule::parsedWhole, Long::toString, min, max);
  }

  /** A small whole number without a unit. */
  static Rule<Integer> count(int min, int max) {
    Rule<Long> whole = wholeNumber(min, max);
    return text -> Math.toIntExact(whole.read(text));
  }

  /** A size with a unit. */
  static Rule<Long> size(long minBytes, long maxBytes) {
    return within(Quantity::bytes, Quantity::ofBytes, minBytes, maxBytes);
  }

  /** A size with a unit that fits 32 bits. */
  static Rule<Integer> intSize(int minBytes, int maxBytes) {
    Rule<Long> size = size(minBytes, maxBytes);
    return text -> Math.toIntExact(size.read(text));
  }

  /** A duration with a unit. */
  static Rule<Long> duration(long minNs, long maxNs) {
    return within(Quantity::ns, Quantity::ofNs, minNs, maxNs);
  }

  /** A rate with a unit, or {@code off}, which is 0. */
  static Rule<Long> rateOrOff(long minBytesPerSecond, long maxBytesPerSecond) {
    Rule<Long> rate =
        within(
            Quantity::bytesPerSecond,
            Quantity::ofBytesPerSecond,
            minBytesPerSecond,
            maxBytesPerSecond);
    return text -> text.equals("off") ? Long.valueOf(0) : rate.read(text);
  }

  /** One of some named things. */
  static <T> Rule<T> choice(Collection<T> things, Function<T, String> label) {
    Map<String, T> byLabel = new LinkedHashMap<>();
    things.forEach(thing -> byLabel.put(label.apply(thing), thing));
    return text -> {
      if (!byLabel.containsKey(text)) {
        throw new IllegalArgumentException(
            "can't be '" + text + "'; " + NearestName.hint(text, List.copyOf(byLabel.keySet())));
      }
      return byLabel.get(text);
    };
  }

  /** This, with one more demand; {@code sentence} says it. */
  default Rule<T> demanding(Predicate<T> demand, String sentence) {
    return text -> {
      T value = read(text);
      if (!demand.test(value)) {
        throw new IllegalArgumentException(sentence + ", but is '" + text + "'");
      }
      return value;
    };
  }

  private static long parsedWhole(String text) {
    if (!text.matches("[+-]?[0-9]{1,18}")) {
      throw new IllegalArgumentException("must be a whole number, not '" + text + "'");
    }
    return Long.parseLong(text);
  }

  private static Rule<Long> within(
      ToLongFunction<String> parse, LongFunction<String> print, long min, long max) {
    return text -> {
      long value = parse.applyAsLong(text);
      if (value < min || value > max) {
        throw new IllegalArgumentException(
            "must be from %s to %s, but is %s".formatted(print.apply(min), print.apply(max), text));
      }
      return value;
    };
  }
}
