package org.ackmark.bench.node;

import java.util.List;
import java.util.stream.IntStream;
import org.ackmark.quorum.net.NodeId;

/** What replicas are called. */
public final class Names {
  private static final List<String> NAMES =
      List.of("athens", "byzantium", "cyrene", "delphi", "sparta", "thebes", "corinth");

  private Names() {}

  /**
   * The replica of that number.
   *
   * @throws IllegalArgumentException when there is no such number
   */
  public static NodeId node(int number) {
    if (number < 0 || number >= NAMES.size()) {
      throw new IllegalArgumentException(
          "number=" + number + ", must be from 0 to " + (NAMES.size() - 1));
    }
    return new NodeId(number, NAMES.get(number));
  }

  /** The first so many. */
  public static List<NodeId> nodes(int count) {
    return IntStream.range(0, count).mapToObj(Names::node).toList();
  }
}
