package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final List<Point> POINTS =
      ProfileReader.read("quick", List.of("variants=sync,group,async")).points();

  @Test
  void everyBlockRunsEveryPointOnce() {
    for (List<Point> block : Schedule.of(POINTS, 7, 3).blocks()) {
      assertEquals(POINTS.size(), block.size());
      assertEquals(Set.copyOf(POINTS), Set.copyOf(block));
    }
  }

  @Test
  void secondBlockOfAPairReversesTheFirst() {
    List<List<Point>> blocks = Schedule.of(POINTS, 12, 3).blocks();
    for (int pair = 0; pair < 6; pair++) {
      assertEquals(blocks.get(2 * pair), blocks.get(2 * pair + 1).reversed());
    }
  }

  @Test
  void noPointStaysFirst() {
    List<List<Point>> blocks = Schedule.of(POINTS, 12, 3).blocks();
    Set<Point> first =
        IntStream.range(0, 6)
            .mapToObj(pair -> blocks.get(2 * pair).getFirst())
            .collect(Collectors.toCollection(HashSet::new));
    assertEquals(POINTS.size(), first.size());
  }

  @Test
  void driftFallsOnEveryPointAlike() {
    List<List<Point>> blocks = Schedule.of(POINTS, 2, 3).blocks();
    for (Point point : POINTS) {
      int sum = blocks.get(0).indexOf(point) + POINTS.size() + blocks.get(1).indexOf(point);
      assertEquals(2 * POINTS.size() - 1, sum);
    }
  }

  /** A change of this order breaks every stored seed. */
  @Test
  void seedGivesTheSameOrderForEver() {
    assertEquals(
        List.of(
            "group_commit_platform-1_1KiB",
            "sync_commit_platform-1_1KiB",
            "group_commit_callbacks-64_1KiB",
            "async_commit_callbacks-64_1KiB",
            "sync_commit_callbacks-64_1KiB",
            "async_commit_platform-1_1KiB"),
        Schedule.of(POINTS, 1, 42).blocks().getFirst().stream().map(Point::id).toList());
  }

  @Test
  void anotherSeedGivesAnotherOrder() {
    assertNotEquals(Schedule.of(POINTS, 2, 1).blocks(), Schedule.of(POINTS, 2, 2).blocks());
  }

  @Test
  void seedOfTheProfileGoesBeforeThatOfTheRun() {
    Profile profile = ProfileReader.read("quick");
    assertEquals(Schedule.of(profile.withSeed(5), 9), Schedule.of(profile, 5));
  }

  @Test
  void runListCountsBlocksAndPositionsFromOne() {
    List<PlannedObservation> list = Schedule.of(POINTS, 2, 3).observations();
    assertEquals(2 * POINTS.size(), list.size());
    assertEquals(1, list.getFirst().block());
    assertEquals(1, list.getFirst().position());
    assertEquals(2, list.getLast().block());
    assertEquals(POINTS.size(), list.getLast().position());
  }

  @Test
  void armsThatAreNotMeasuredSideBySide() {
    List<String> arms = List.of("base", "candidate", "base-again");
    List<PlannedObservation> list = Schedule.of(POINTS, 12, 3).withArms(arms).observations();
    assertEquals(12 * 3 * POINTS.size(), list.size());
    for (int i = 0; i < list.size(); i += 3) {
      List<PlannedObservation> three = list.subList(i, i + 3);
      assertEquals(1, three.stream().map(PlannedObservation::point).distinct().count());
      assertEquals(
          Set.copyOf(arms),
          three.stream().map(PlannedObservation::arm).collect(Collectors.toSet()));
    }
  }

  @Test
  void armThatIsAlwaysFirst() {
    List<String> arms = List.of("base", "candidate", "base-again");
    List<PlannedObservation> list =
        Schedule.of(POINTS.subList(0, 1), 12, 3).withArms(arms).observations();
    for (String arm : arms) {
      long first = list.stream().filter(o -> o.position() == 1 && o.arm().equals(arm)).count();
      assertEquals(4, first, arm);
    }
    List<String> one = list.subList(0, 3).stream().map(PlannedObservation::arm).toList();
    List<String> next = list.subList(3, 6).stream().map(PlannedObservation::arm).toList();
    assertEquals(one, next.reversed());
  }
}
