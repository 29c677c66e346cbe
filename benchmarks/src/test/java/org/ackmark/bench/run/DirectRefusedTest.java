package org.ackmark.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.ackmark.bench.profile.PlannedObservation;
import org.ackmark.bench.profile.Profile;
import org.ackmark.bench.profile.ProfileReader;
import org.ackmark.results.Observation;
import org.ackmark.results.ProbePoint;
import org.ackmark.results.Status;
import org.junit.jupiter.api.Test;

class DirectRefusedTest {
  private static final String REASON = "O_DIRECT refused by the file system";

  @Test
  void directVariantThatIsStartedWhereODirectIsRefused() throws Exception {
    Profile profile = ProfileReader.read("smoke").onlyVariants(List.of("group-direct"));
    Subject subject =
        new Subject(
            new PlannedObservation(1, 1, profile.points().getFirst(), null), Optional.empty());
    Floors floors = new Floors(List.of(ProbePoint.skipped("direct-dsync", 4096, 1, REASON)));
    ObservationRunner runner =
        new ObservationRunner(null, null, null, null, null, profile.limits(), null);
    Observation observation =
        runner.run(List.of(subject), floors).getFirst().observation(floors, null);
    assertEquals(Status.SKIPPED, observation.status());
    assertEquals(REASON, observation.skipped());
  }
}
