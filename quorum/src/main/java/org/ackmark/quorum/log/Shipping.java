package org.ackmark.quorum.log;

import java.io.IOException;
import org.ackmark.quorum.log.LogReply.Wants;

/**
 * Sends a follower the leader's newest snapshot, one part at a time. Guarded by its link, but for
 * the reading.
 */
final class Shipping {
  private final Leadership lead;
  private final FollowerLink link;
  private boolean underWay; // a part is read, or not answered yet
  private long lsn;
  private long offset;

  Shipping(Leadership lead, FollowerLink link) {
    this.lead = lead;
    this.link = link;
  }

  /** Sends the next part, unless one is under way. */
  void ship() {
    if (!underWay) {
      underWay = true;
      long partLsn = lsn;
      long partOffset = offset;
      lead.background(() -> readAndSend(partLsn, partOffset));
    }
  }

  private void readAndSend(long partLsn, long partOffset) {
    try {
      LogRequest.Part part = lead.snapshotPart(partLsn, partOffset);
      synchronized (link) {
        link.send(
            new LogRequest.Install(lead.term(), lead.history(), part), 0, part.bytes().remaining());
      }
    } catch (IOException e) {
      synchronized (link) {
        startOver(); // a newer one has replaced it, or there is none: the next question leads here
      }
    }
  }

  /** It told which part it wants next. */
  void wanted(Wants wants) {
    underWay = false;
    lsn = wants.lsn();
    offset = wants.offset();
  }

  /** It told where it stands: after the last part it has all of it. */
  void heard(LogRequest request) {
    if (request instanceof LogRequest.Install) {
      startOver();
    }
  }

  /** The part that was not answered once more. */
  void again() {
    underWay = false;
  }

  /** From the newest snapshot's beginning the next time. */
  void startOver() {
    underWay = false;
    lsn = 0;
    offset = 0;
  }
}
