package org.ackmark.quorum.log;

import static org.ackmark.quorum.log.SimLogs.ATHENS;
import static org.ackmark.quorum.log.SimLogs.BYZANTIUM;
import static org.ackmark.quorum.log.SimLogs.CYRENE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.LocalNetwork;
import org.ackmark.quorum.net.LocalTimer;
import org.ackmark.quorum.net.NodeId;
import org.junit.jupiter.api.Test;

/** Who may be members of a replicated log. */
class LogClusterTest {

  private static LogCluster cluster(NodeId self, NodeId... members) {
    try (LocalNetwork network = new LocalNetwork();
        LocalTimer timer = new LocalTimer();
        Workers workers = Workers.threads("test")) {
      return new LogCluster(
          self, List.of(members), Quorum.majority(3), network, timer, workers, LogOptions.DEFAULTS);
    }
  }

  @Test
  void shouldKnowTheOthers() {
    assertEquals(List.of(ATHENS, CYRENE), cluster(BYZANTIUM, ATHENS, BYZANTIUM, CYRENE).others());
  }

  // A term is told apart by its leader's number: two leaders would have the same one.
  @Test
  void shouldRefuseTwoMembersOfTheSameNumber() {
    NodeId namesake = new NodeId(CYRENE.number(), "delphi");
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> cluster(CYRENE, ATHENS, namesake, CYRENE));
    assertTrue(e.getMessage().contains("2:delphi"), e.getMessage());
  }

  @Test
  void shouldRefuseALeaderThatIsNoMemberAndAnotherNumberOfMembersThanN() {
    assertThrows(
        IllegalArgumentException.class,
        () -> cluster(new NodeId(7, "delphi"), ATHENS, BYZANTIUM, CYRENE));
    assertThrows(IllegalArgumentException.class, () -> cluster(ATHENS, ATHENS, BYZANTIUM));
  }
}
