package org.ackmark.bench.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ackmark.bench.profile.YamlNode.Mapping;

/**
 * Reads a profile and those that it extends. Every fault is a {@link ProfileException} that names
 * its place. Thread-safe; blocks for reading small files only.
 */
public final class ProfileReader {
  private static final String EXTENDS = "extends";

  private ProfileReader() {}

  /** The names of the embedded profiles, quickest first. */
  public static List<String> embedded() {
    return ProfileSource.EMBEDDED;
  }

  /** The keys that an override may name, such as {@code group.maxDelay}. */
  public static List<String> overrideKeys() {
    return Overrides.keys();
  }

  /** Reads a profile as it is. */
  public static Profile read(String nameOrPath) {
    return read(nameOrPath, List.of());
  }

  /**
   * Reads a profile and changes some keys.
   *
   * @param nameOrPath an embedded profile, or a path, which contains a slash or ends in {@code
   *     .yaml} or {@code .yml}
   * @param overrides each {@code key=value}, with dots between the key's parts and commas between
   *     the values of a list; they go before everything in the profile
   */
  public static Profile read(String nameOrPath, List<String> overrides) {
    ProfileSource source = named(nameOrPath);
    Mapping changes = Overrides.read(overrides);
    Mapping tree = Overrides.over(merged(source, List.of()), changes);
    return ProfileBuilder.build(source.name(), tree, changes);
  }

  private static ProfileSource named(String nameOrPath) {
    try {
      return ProfileSource.named(nameOrPath, Path.of(""));
    } catch (IllegalArgumentException e) {
      throw new ProfileException(e.getMessage());
    }
  }

  private static Mapping merged(ProfileSource source, List<ProfileSource> extending) {
    Mapping own = YamlReader.read(source.title(), source.text());
    Fields fields = new Fields(own, ProfileBuilder.keys());
    if (fields.node(EXTENDS).isEmpty()) {
      return own;
    }
    List<ProfileSource> chain = new ArrayList<>(extending);
    chain.add(source);
    ProfileSource base = fields.required(EXTENDS, name -> base(name, source));
    requireNoCycle(chain, base, fields.placeOf(EXTENDS));
    return merged(base, chain).under(own).without(EXTENDS);
  }

  private static ProfileSource base(String name, ProfileSource source) {
    try {
      return ProfileSource.named(name, source.directory());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("names the " + e.getMessage(), e);
    }
  }

  private static void requireNoCycle(List<ProfileSource> chain, ProfileSource base, Place place) {
    if (chain.contains(base)) {
      String cycle =
          Stream.concat(chain.stream(), Stream.of(base))
              .map(ProfileSource::title)
              .collect(Collectors.joining(" extends "));
      throw new ProfileException(place, "profiles extend one another in a circle: " + cycle);
    }
  }
}
