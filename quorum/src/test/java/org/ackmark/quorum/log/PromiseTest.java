package org.ackmark.quorum.log;

import static org.ackmark.quorum.log.SimLogs.CYRENE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.log.LogReply.Promise;
import org.ackmark.quorum.log.LogReply.Refused;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.sim.LinkQuality;
import org.ackmark.quorum.sim.MessageHook;
import org.ackmark.wal.Level;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;

/** What one replica promises to leaders that ask at the same time. */
class PromiseTest {
  private static final int REQUESTS = 20;

  /** Q19: of requests that overlap only ascending terms are promised, and each is on disk first. */
  @Test
  void shouldPromiseOnlyAscendingTermsAndStoreEachBeforeItAnswers() {
    askForOverlappingPromises(LogMutant.SOUND);
  }

  /** The negative control. */
  @Test
  void shouldNoticeAPromiseThatIsAnsweredBeforeItIsStored() {
    assertThrows(AssertionError.class, () -> askForOverlappingPromises(LogMutant.TERMS_NOT_SYNCED));
  }

  private static void askForOverlappingPromises(LogMutant mutant) {
    long seed = Seeds.next(PromiseTest.class);
    LinkQuality disorder = LinkQuality.between(Duration.ofMillis(1), Duration.ofMillis(50));
    SimLogs.Setup setup =
        SimLogs.Setup.of(new Quorum(3, 2, 2, Level.WRITTEN))
            .withChance(disorder, seed)
            .withRules(mutant.rules(), mutant::over);
    try (SimLogs logs = new SimLogs(setup)) {
      List<Message> answers = new ArrayList<>(); // in the order in which cyrene gave them
      logs.cluster
          .network()
          .hook(envelope -> {
            if (envelope.reply() && envelope.from().equals(CYRENE)) {
              answers.add(envelope.message());
              requireStored(logs, envelope.message());
            }
            return MessageHook.Fate.TRAVELS;
          });
      for (int count = 1; count <= REQUESTS; count++) {
        NodeId leader = logs.members.get(count % 2);
        LogRequest request = new LogRequest.Prepare(new Term(count, leader.number()));
        logs.cluster.network().send(leader, CYRENE, request, (from, reply) -> {});
      }
      logs.settle();
      assertEquals(REQUESTS, answers.size());
      requireAscending(answers);
    }
  }

  /** A loss of power at the moment of the answer finds the promise. */
  private static void requireStored(SimLogs logs, Message answer) {
    SimDisk found = logs.node(CYRENE).disk("log").crashLosingAll(CrashClass.POWER);
    try {
      Term stored = new TermFile(found).load().orElseThrow().promised();
      assertEquals(stored, answer instanceof Promise promise ? promise.term() : refusedFor(answer));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Term refusedFor(Message answer) {
    return ((Refused) answer).promised();
  }

  private static void requireAscending(List<Message> answers) {
    Term last = Term.NONE;
    int refused = 0;
    for (Message answer : answers) {
      if (answer instanceof Promise promise) {
        assertTrue(promise.term().isAbove(last), promise.term() + " after " + last);
        last = promise.term();
      } else {
        assertEquals(last, refusedFor(answer));
        refused++;
      }
    }
    assertEquals(REQUESTS, last.count(), "the highest is always promised");
    assertTrue(refused > 0, "vacuous: they came in order");
  }
}
