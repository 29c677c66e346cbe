package org.ackmark.bench.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ackmark.bench.profile.YamlNode.Mapping;
import org.ackmark.bench.profile.YamlNode.Scalar;
import org.ackmark.results.Metric;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;

/**
 * Reads the list of variants. A knob is what the command line says, else what the variant's own
 * entry says, else what the profile says, else the log's default. Immutable.
 */
final class VariantReader {
  private static final String ALL = "all";
  private static final Rule<Metric> METRIC = Rule.choice(List.of(Metric.values()), Metric::label);
  private static final Rule<Variant> VARIANT =
      Rule.choice(List.of(Variant.values()), Variant::label);

  /** A label is part of file names. */
  private static final Rule<String> LABEL =
      Rule.text()
          .demanding(
              text -> text.matches("[a-z0-9][a-z0-9.-]{0,63}"),
              "must be at most 64 small letters, digits, dots and hyphens");

  private static final String OWN_NAME = "must not be the name of another variant";

  private final Mapping profile;
  private final Mapping overrides;

  /**
   * A reader of one profile.
   *
   * @param profile with the overrides laid over it
   * @param overrides by themselves, as they also go before a variant's own entry
   */
  VariantReader(Mapping profile, Mapping overrides) {
    this.profile = profile;
    this.overrides = overrides;
  }

  /** The keys of a variant's entry. */
  static List<String> keys() {
    List<String> keys = new ArrayList<>(List.of("variant", "label", "primaryMetric"));
    keys.addAll(Knob.sections());
    return keys;
  }

  /** Reads them all. */
  List<VariantSetup> read(YamlNode node) {
    KnobReader.read(profile, WalOptions.of(Variant.GROUP)); // also what no variant here reads
    List<VariantSetup> setups =
        node instanceof Scalar scalar && scalar.text().equals(ALL)
            ? Arrays.stream(Variant.values()).map(v -> setup(v, plain(v, node.place()))).toList()
            : listed(node);
    requireReader(setups);
    return setups;
  }

  private List<VariantSetup> listed(YamlNode node) {
    Map<String, VariantSetup> byLabel = new LinkedHashMap<>();
    for (YamlNode item : Fields.items("variants", node)) {
      VariantSetup setup = setup(item);
      if (byLabel.put(setup.label(), setup) != null) {
        throw new ProfileException(
            item.place(),
            "variant '%s' is listed twice; a second one needs a 'label' of its own"
                .formatted(setup.label()));
      }
    }
    return List.copyOf(byLabel.values());
  }

  private VariantSetup setup(YamlNode item) {
    Mapping entry =
        item instanceof Mapping mapping ? mapping : Fields.entry("variants", "variant", item);
    return setup(new Fields(entry, keys()).required("variant", VARIANT), entry);
  }

  private VariantSetup setup(Variant variant, Mapping entry) {
    requireRead(variant, entry);
    WalOptions ofProfile = KnobReader.read(profile, WalOptions.of(variant));
    WalOptions options = KnobReader.read(overrides, KnobReader.read(entry, ofProfile));
    Fields fields = new Fields(entry, keys());
    String label =
        fields.one("label", LABEL.demanding(l -> fits(l, variant), OWN_NAME), variant.label());
    return new VariantSetup(label, metric(entry), options);
  }

  private static boolean fits(String label, Variant variant) {
    return !label.equals(VariantSetup.RATIS.label())
        && Variant.labelled(label).filter(named -> named != variant).isEmpty();
  }

  private Metric metric(Mapping entry) {
    Metric metric = Metric.COMMITS_PER_SECOND;
    for (Mapping layer : List.of(profile, entry, overrides)) {
      metric = Fields.checkedElsewhere(layer).one("primaryMetric", METRIC, metric);
    }
    return metric;
  }

  private static Mapping plain(Variant variant, Place place) {
    return Fields.entry("variants", "variant", new Scalar(place, variant.label()));
  }

  private static void requireRead(Variant variant, Mapping entry) {
    Fields fields = new Fields(entry, keys());
    for (String section : Knob.sections()) {
      Fields given = fields.section(section, Knob.keys(section));
      for (Knob knob : Knob.in(section)) {
        if (given.given().contains(knob.key()) && !knob.readBy(variant)) {
          throw new ProfileException(
              given.placeOf(knob.key()),
              "variant '%s' reads no '%s'; those that do are %s"
                  .formatted(variant.label(), knob.dottedKey(), knob.readers()));
        }
      }
    }
  }

  // A knob turned on the command line must turn something.
  private void requireReader(List<VariantSetup> setups) {
    Fields fields = Fields.checkedElsewhere(overrides);
    for (Knob knob : Knob.ALL) {
      Fields section = fields.section(knob.section(), Knob.keys(knob.section()));
      if (section.given().contains(knob.key())
          && setups.stream().noneMatch(setup -> knob.readBy(setup.variant()))) {
        throw new ProfileException(
            section.placeOf(knob.key()),
            "no variant of this profile reads '%s'; those that do are %s"
                .formatted(knob.dottedKey(), knob.readers()));
      }
    }
  }
}
