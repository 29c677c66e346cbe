package org.ackmark.bench.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a run measures, with every default filled in: variants × workloads, in blocks. Immutable.
 * Read one with {@link ProfileReader}.
 *
 * @param name an embedded profile's name, or a file's without its ending
 * @param description what it is for, in a sentence
 * @param blocks rounds in which every point runs once
 * @param seed of the order of points; empty when each run is to choose its own
 * @param limits when an observation ends
 * @param variants what is measured
 * @param workloads what is done to it
 */
public record Profile(
    String name,
    String description,
    int blocks,
    OptionalLong seed,
    Limits limits,
    List<VariantSetup> variants,
    List<Workload> workloads) {

  /** Copies the lists. */
  public Profile {
    variants = List.copyOf(variants);
    workloads = List.copyOf(workloads);
  }

  /** Every point, workload by workload. */
  public List<Point> points() {
    return workloads.stream().flatMap(w -> Points.of(w, variants).stream()).toList();
  }

  /** This with a seed, which makes its {@link Schedule} repeatable. */
  public Profile withSeed(long chosen) {
    return new Profile(
        name, description, blocks, OptionalLong.of(chosen), limits, variants, workloads);
  }

  /**
   * This with only those variants, in its own order; all of them when none is named.
   *
   * @param names labels in this profile, or variants, which mean every label that they have here
   * @throws ProfileException when the profile has no variant of such a name
   */
  public Profile onlyVariants(List<String> names) {
    names.forEach(this::requireVariant);
    List<VariantSetup> kept = variants.stream().filter(v -> isAny(v, names)).toList();
    List<String> labels = kept.stream().map(VariantSetup::label).toList();
    List<Workload> left =
        workloads.stream()
            .map(w -> w.withVariants(common(w.variants(), labels)))
            .filter(w -> !w.variants().isEmpty())
            .toList();
    return new Profile(name, description, blocks, seed, limits, kept, left);
  }

  /** All of it, as maps, lists, texts and numbers, for storing with results. */
  public Map<String, Object> resolvedTree() {
    return ResolvedTree.of(this);
  }

  private void requireVariant(String wanted) {
    if (variants.stream().noneMatch(v -> v.isNamed(wanted))) {
      List<String> labels = variants.stream().map(VariantSetup::label).toList();
      throw new ProfileException(
          "profile '%s' has no variant '%s'; %s"
              .formatted(name, wanted, NearestName.hint(wanted, labels)));
    }
  }

  private static boolean isAny(VariantSetup variant, List<String> names) {
    return names.isEmpty() || names.stream().anyMatch(variant::isNamed);
  }

  private static List<String> common(List<String> some, List<String> others) {
    List<String> both = new ArrayList<>(some);
    both.retainAll(others);
    return both;
  }
}
