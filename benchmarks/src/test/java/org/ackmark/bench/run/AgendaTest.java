package org.ackmark.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ackmark.bench.profile.Profile;
import org.ackmark.bench.profile.ProfileReader;
import org.ackmark.bench.profile.Schedule;
import org.ackmark.results.Cost;
import org.ackmark.results.Observation;
import org.ackmark.results.Status;
import org.junit.jupiter.api.Test;

class AgendaTest {
  private static final Profile PROFILE =
      ProfileReader.read("gate", List.of("blocks=4", "variants=sync,group"));
  private static final List<Subject> PLANNED =
      Schedule.of(PROFILE, 1).observations().stream()
          .map(planned -> new Subject(planned, Optional.empty()))
          .toList();

  @Test
  void shouldDoAllOfARunThatNeverBegan() {
    assertEquals(List.of(0, 1, 2, 3), numbers(Agenda.rest(PLANNED, List.of(), Set.of())));
    assertEquals(List.of(0, 1, 2, 3), numbers(Agenda.all(PLANNED)));
  }

  @Test
  void shouldDoTheBlockAgainInWhichItWasStopped() {
    Agenda rest = Agenda.rest(PLANNED, observed(PLANNED.subList(0, 3)), Set.of(0, 1));
    assertEquals(List.of(2, 3, 4), numbers(rest));
    assertEquals(
        PLANNED.subList(2, 4).stream().map(Subject::point).toList(),
        rest.blocks().getLast().stream().map(Subject::point).toList());
    assertEquals(
        List.of(Status.OK, Status.OK, Status.DISTURBED),
        rest.past().stream().map(Observation::status).toList());
  }

  @Test
  void shouldNotTrustABlockWhoseEndWasNotProbed() {
    Agenda rest = Agenda.rest(PLANNED, observed(PLANNED.subList(0, 4)), Set.of(0, 1));
    assertEquals(List.of(2, 3, 4), numbers(rest));
    assertEquals(
        List.of(2, 3),
        numbers(Agenda.rest(PLANNED, observed(PLANNED.subList(0, 4)), Set.of(0, 1, 2))));
  }

  @Test
  void shouldNotRepeatABlockTwice() {
    List<Observation> observed = new ArrayList<>(observed(PLANNED.subList(0, 7)));
    Agenda first = Agenda.rest(PLANNED, observed, Set.of(0, 1, 2, 3));
    assertEquals(List.of(4), numbers(first));
    observed.addAll(observed(first.blocks().getFirst()));
    assertEquals(List.of(), numbers(Agenda.rest(PLANNED, observed, Set.of(0, 1, 2, 3, 4, 5))));
  }

  @Test
  void shouldRepeatARepetitionThatWasStopped() {
    List<Observation> observed = new ArrayList<>(observed(PLANNED.subList(0, 7)));
    Agenda first = Agenda.rest(PLANNED, observed, Set.of(0, 1, 2, 3));
    observed.addAll(observed(first.blocks().getFirst().subList(0, 1)));
    assertEquals(List.of(5), numbers(Agenda.rest(PLANNED, observed, Set.of(0, 1, 2, 3, 4))));
  }

  private static List<Integer> numbers(Agenda agenda) {
    return agenda.blocks().stream().map(block -> block.getFirst().block()).toList();
  }

  private static List<Observation> observed(List<Subject> subjects) {
    return subjects.stream()
        .map(s ->
            s.observation(s.options()).time(Instant.EPOCH, 1).cost(Cost.of(1, 1, 1, 1, 1)).ok())
        .toList();
  }
}
