package org.ackmark.bench.profile;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;

/**
 * A setting of a log. Immutable.
 *
 * @param section the section that its key stands in
 * @param key its key there
 * @param resolvedName its name in a resolved profile, which ends in the unit
 * @param value what it is set to, as a text or a number
 * @param reader whether a variant reads it: for any other it would do nothing
 */
record Knob(
    String section,
    String key,
    String resolvedName,
    Function<WalOptions, Object> value,
    Predicate<Variant> reader) {

  /** Every knob, section by section. */
  static final List<Knob> ALL =
      List.of(
          log("segmentBytes", WalOptions::segmentBytes),
          log("preallocation", options -> Label.of(options.preallocation())),
          log("spareSegments", WalOptions::spareSegments),
          log("bufferBytes", WalOptions::bufferBytes),
          group("maxDelay", "maxDelayNs", WalOptions::groupDelayNs),
          group("siblings", "siblings", WalOptions::groupSiblings),
          group("maxBytes", "maxBytes", WalOptions::groupCapBytes),
          new Knob("group", "inFlight", "inFlight", WalOptions::groupsInFlight, Knob::pipelines),
          async("interval", "intervalNs", WalOptions::intervalNs),
          async("maxLag", "maxLagNs", WalOptions::lagNs),
          async("maxLagBytes", "maxLagBytes", WalOptions::lagBytes));

  private static Knob log(String key, Function<WalOptions, Object> value) {
    return new Knob("log", key, key, value, variant -> variant.fileMethod() != null);
  }

  private static Knob group(String key, String resolvedName, Function<WalOptions, Object> value) {
    return new Knob("group", key, resolvedName, value, Knob::groups);
  }

  private static Knob async(String key, String resolvedName, Function<WalOptions, Object> value) {
    return new Knob("async", key, resolvedName, value, Knob::syncsAtInterval);
  }

  /** The names of the sections, in order. */
  static List<String> sections() {
    return ALL.stream().map(Knob::section).distinct().toList();
  }

  /** The knobs of one section, in order. */
  static List<Knob> in(String section) {
    return ALL.stream().filter(knob -> knob.section.equals(section)).toList();
  }

  /** The keys of one section, in order. */
  static List<String> keys(String section) {
    return in(section).stream().map(Knob::key).toList();
  }

  /** The key with its section, as on the command line. */
  String dottedKey() {
    return section + "." + key;
  }

  /** Whether a variant reads it. */
  boolean readBy(Variant variant) {
    return reader.test(variant);
  }

  /** The labels of the variants that read it, for messages. */
  String readers() {
    return String.join(
        ", ", Arrays.stream(Variant.values()).filter(reader).map(Variant::label).toList());
  }

  private static boolean groups(Variant variant) {
    return variant.policy() == Variant.Policy.GROUP || pipelines(variant);
  }

  private static boolean pipelines(Variant variant) {
    return variant.policy() == Variant.Policy.PIPELINED_GROUP;
  }

  private static boolean syncsAtInterval(Variant variant) {
    return variant.policy() == Variant.Policy.INTERVAL;
  }
}
