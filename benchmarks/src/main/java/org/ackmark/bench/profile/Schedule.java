package org.ackmark.bench.profile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The order in which a profile's points run. Blocks come in pairs, the second of which reverses the
 * first, so that a drift of the device that is linear over the pair falls on every point alike. The
 * first pair's order is a shuffle; each later pair starts further round in it, so that no point
 * stays beside the change of blocks. Of several arms all measure a point before the next point's
 * turn comes; their order is mirrored and shifted in the same way, since who comes first is at an
 * advantage on a device that tires. The same seed and the same points give the same order on every
 * machine. Immutable.
 *
 * @param seed of the shuffle
 * @param blocks the points of each block in their order; each as often as there are arms
 * @param arms the builds or configurations; empty when there is only one
 */
public record Schedule(long seed, List<List<Point>> blocks, List<String> arms) {

  /** Copies the lists. */
  public Schedule {
    blocks = blocks.stream().map(List::copyOf).toList();
    arms = List.copyOf(arms);
  }

  /** The order for a profile; its own seed counts before {@code otherwiseSeed}. */
  public static Schedule of(Profile profile, long otherwiseSeed) {
    return of(profile.points(), profile.blocks(), profile.seed().orElse(otherwiseSeed));
  }

  static Schedule of(List<Point> points, int blocks, long seed) {
    List<Point> shuffled = shuffled(points, seed);
    int pairs = (blocks + 1) / 2;
    return new Schedule(
        seed,
        IntStream.range(0, blocks).mapToObj(index -> block(shuffled, index, pairs)).toList(),
        List.of());
  }

  /** This with each point measured by each of those arms; as it is when there is none. */
  public Schedule withArms(List<String> names) {
    int copies = Math.max(1, names.size());
    return new Schedule(
        seed,
        blocks.stream()
            .map(block ->
                block.stream().flatMap(p -> Collections.nCopies(copies, p).stream()).toList())
            .toList(),
        names);
  }

  /** The run list, in order. */
  public List<PlannedObservation> observations() {
    List<PlannedObservation> list = new ArrayList<>();
    for (int block = 1; block <= blocks.size(); block++) {
      List<Point> points = blocks.get(block - 1);
      for (int position = 1; position <= points.size(); position++) {
        list.add(
            new PlannedObservation(
                block, position, points.get(position - 1), arm(block - 1, position - 1)));
      }
    }
    return Collections.unmodifiableList(list);
  }

  private String arm(int blockIndex, int positionIndex) {
    if (arms.isEmpty()) {
      return null;
    }
    int turn = positionIndex % arms.size();
    int mirrored = blockIndex % 2 == 0 ? turn : arms.size() - 1 - turn;
    return arms.get((mirrored + blockIndex / 2) % arms.size());
  }

  private static List<Point> block(List<Point> shuffled, int index, int pairs) {
    List<Point> order = new ArrayList<>(shuffled);
    long rotation = (long) (index / 2) * shuffled.size() / pairs;
    Collections.rotate(order, -Math.toIntExact(rotation));
    return index % 2 == 0 ? order : order.reversed();
  }

  /** By Fisher and Yates over {@link Random}, both of which are specified to the last bit. */
  private static List<Point> shuffled(List<Point> points, long seed) {
    List<Point> order = new ArrayList<>(points);
    Random random = new Random(seed);
    for (int last = order.size() - 1; last > 0; last--) {
      Collections.swap(order, last, random.nextInt(last + 1));
    }
    return order;
  }
}
