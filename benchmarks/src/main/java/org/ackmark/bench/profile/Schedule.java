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
 * stays beside the change of blocks. The same seed and the same points give the same order on every
 * machine. Immutable.
 *
 * @param seed of the shuffle
 * @param blocks the points of each block in their order
 */
public record Schedule(long seed, List<List<Point>> blocks) {

  /** Copies the lists. */
  public Schedule {
    blocks = blocks.stream().map(List::copyOf).toList();
  }

  /** The order for a profile; its own seed counts before {@code otherwiseSeed}. */
  public static Schedule of(Profile profile, long otherwiseSeed) {
    return of(profile.points(), profile.blocks(), profile.seed().orElse(otherwiseSeed));
  }

  static Schedule of(List<Point> points, int blocks, long seed) {
    List<Point> shuffled = shuffled(points, seed);
    int pairs = (blocks + 1) / 2;
    return new Schedule(
        seed, IntStream.range(0, blocks).mapToObj(index -> block(shuffled, index, pairs)).toList());
  }

  /** The run list, in order. */
  public List<PlannedObservation> observations() {
    List<PlannedObservation> list = new ArrayList<>();
    for (int block = 1; block <= blocks.size(); block++) {
      List<Point> points = blocks.get(block - 1);
      for (int position = 1; position <= points.size(); position++) {
        list.add(new PlannedObservation(block, position, points.get(position - 1)));
      }
    }
    return Collections.unmodifiableList(list);
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
