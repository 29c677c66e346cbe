package org.ackmark.quorum.log;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalLong;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.ForwardingDisk;

/** The replicated log with one of its rules broken. */
enum LogMutant {
  SOUND,
  /** A leader that restarts believes its own log. */
  RESTARTS_WITHOUT_ASKING,
  /** The log that was opened most often wins, instead of the later term. */
  COMPARES_EPOCHS_OF_LOGS,
  /** The longest log wins, instead of the later term. */
  COMPARES_LSNS_ONLY,
  /** Serves when it alone has adopted its term. */
  SERVES_BEFORE_W_ADOPTED,
  /** A follower keeps what differs from the leader's history. */
  SUFFIX_NOT_CUT,
  /** Terms are written and not synced. */
  TERMS_NOT_SYNCED,
  /** The leader's own copy counts before its sync is done. */
  COUNTS_ITSELF_BEFORE_ITS_SYNC,
  /** A follower counts, and gets new records, before it has adopted the term. */
  COUNTS_BEFORE_ADOPTION,
  /** A follower forgets what it has not synced. */
  FORGETS_BEYOND_ITS_DURABLE_LSN,
  /** W − 1 are enough. */
  W_OFF_BY_ONE,
  /** N − W are enough to know what was acknowledged. */
  PROMISES_OFF_BY_ONE,
  /** A leader that starts again takes the term that it had. */
  TERM_USED_TWICE,
  /** A replica serves leaders of lower terms than it has promised. */
  LOWER_TERMS_NOT_REFUSED;

  Rules rules() {
    return new Broken(this);
  }

  Disk over(Disk disk) {
    return this == TERMS_NOT_SYNCED ? new ForgetfulDisk(disk) : disk;
  }

  private static final class Broken extends Rules {
    private final LogMutant kind;

    Broken(LogMutant kind) {
      this.kind = kind;
    }

    @Override
    Term next(Term highest, NodeId self) {
      boolean again = highest.leader() == self.number() && highest.count() > 0;
      return kind == TERM_USED_TWICE && again ? highest : super.next(highest, self);
    }

    @Override
    boolean refuses(Term leader, Term promised) {
      return kind != LOWER_TERMS_NOT_REFUSED && super.refuses(leader, promised);
    }

    @Override
    int promisesNeeded(Quorum quorum) {
      return switch (kind) {
        case RESTARTS_WITHOUT_ASKING -> 1;
        case PROMISES_OFF_BY_ONE -> Math.max(1, quorum.n() - quorum.w());
        default -> super.promisesNeeded(quorum);
      };
    }

    @Override
    boolean better(LogReply.Promise one, LogReply.Promise other) {
      return switch (kind) {
        case COMPARES_LSNS_ONLY -> one.history().lastLsn() > other.history().lastLsn();
        case COMPARES_EPOCHS_OF_LOGS -> one.standing().opening() > other.standing().opening();
        default -> super.better(one, other);
      };
    }

    @Override
    OptionalLong keeps(History own, History leaders) {
      return kind == SUFFIX_NOT_CUT ? OptionalLong.of(own.lastLsn()) : super.keeps(own, leaders);
    }

    @Override
    int adoptersNeeded(Quorum quorum) {
      return kind == SERVES_BEFORE_W_ADOPTED ? 1 : super.adoptersNeeded(quorum);
    }

    @Override
    boolean counts(Standing standing, Term leader) {
      return kind == COUNTS_BEFORE_ADOPTION || super.counts(standing, leader);
    }

    @Override
    long ownLsnAt(Wal own, Level level) {
      return kind == COUNTS_ITSELF_BEFORE_ITS_SYNC ? own.appendedLsn() : super.ownLsnAt(own, level);
    }

    @Override
    long reached(long[] lsns, Quorum quorum) {
      if (kind == W_OFF_BY_ONE) {
        Arrays.sort(lsns);
        return lsns[Math.min(lsns.length - 1, lsns.length - quorum.w() + 1)];
      }
      return super.reached(lsns, quorum);
    }

    @Override
    long lowWaterLsn(long leaders, long ownDurableLsn) {
      return kind == FORGETS_BEYOND_ITS_DURABLE_LSN
          ? leaders
          : super.lowWaterLsn(leaders, ownDurableLsn);
    }
  }

  /** Does not sync what a replica remembers of terms, but for the first time after an opening. */
  private static final class ForgetfulDisk extends ForwardingDisk {
    private int stored;
    private boolean storing;

    ForgetfulDisk(Disk disk) {
      super(disk);
    }

    @Override
    public void rename(String from, String to) throws IOException {
      super.rename(from, to);
      storing = to.equals(TermFile.NAME);
      stored += storing ? 1 : 0;
    }

    @Override
    public void sync() throws IOException {
      if (!storing || stored == 1) {
        super.sync();
      }
      storing = false;
    }
  }
}
