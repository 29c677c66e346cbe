package org.ackmark.quorum.log;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.ackmark.quorum.net.Message;
import org.ackmark.wal.Level;

/**
 * Makes requests to a replica such as a leader might send, one after another, for tests that send
 * damaged ones over the wire. Learns from replies where the replica stands, or else every request
 * would be refused. For one thread.
 */
public final class LogMessages {
  private static final int PREPARE_ONE_IN = 64;

  private final SplittableRandom random;
  private Term term = new Term(1, 0);
  private long lastLsn;
  private long guessedLsn;
  private int taken;

  /** Decided by that seed. */
  public LogMessages(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The next one. */
  public Message next() {
    History history = new History(List.of(new Run(new Term(0, 1), 1)), lastLsn);
    if (random.nextInt(PREPARE_ONE_IN) == 0) {
      return new LogRequest.Prepare(term);
    }
    return switch (random.nextInt(12)) {
      case 0 -> new LogRequest.Adopt(term, history);
      case 1 -> new LogRequest.Fetch(term, random.nextLong(lastLsn + 2), random.nextInt());
      case 2 -> new LogRequest.FetchSnapshot(term, random.nextLong(9), 0, random.nextInt());
      case 3 -> new LogRequest.Install(term, history, part());
      default -> append();
    };
  }

  private LogRequest append() {
    byte[] payload = new byte[1 + random.nextInt(100)];
    random.nextBytes(payload);
    long firstLsn = Math.max(1, guessedLsn + 1 - random.nextInt(3)); // some overlap
    Records records = new Records(firstLsn, List.of(payload, payload));
    guessedLsn = records.lastLsn();
    Level level = List.of(Level.values()).get(random.nextInt(3));
    return new LogRequest.Append(term, records, level, Math.max(0, lastLsn - 1_000));
  }

  private LogRequest.Part part() {
    boolean last = random.nextInt(16) == 0;
    return new LogRequest.Part(lastLsn, 0, ByteBuffer.wrap(new byte[random.nextInt(64)]), last);
  }

  /** Goes on from where the replica says that it stands. */
  public void learn(Message reply) {
    if (reply instanceof LogReply.Refused refused) {
      term = refused.promised();
    } else if (reply instanceof LogReply.Stands stands) {
      taken += stands.standing().receivedLsn() > lastLsn ? 1 : 0;
      lastLsn = stands.standing().receivedLsn();
      guessedLsn = lastLsn;
    }
  }

  /** How often the replica turned out to have gone on. */
  public int taken() {
    return taken;
  }

  /** A request in no term, which every replica that follows somebody refuses. */
  public static Message powerless() {
    return new LogRequest.Prepare(Term.NONE);
  }

  /** Whether a replica that follows somebody refuses it. */
  public static boolean isPowerless(Message message) {
    return message instanceof LogRequest request && request.term().count() == 0;
  }

  /** Whether it is one of those that a replica is asked. */
  public static boolean isRequest(Message message) {
    return message instanceof LogRequest;
  }

  /** One that a replica in good order answers by a promise, given what it refused the last by. */
  public Message prepare() {
    term = new Term(term.count() + 1, 0);
    return new LogRequest.Prepare(term);
  }

  /** Whether it is that promise. */
  public static boolean isPromise(Message reply) {
    return reply instanceof LogReply.Promise;
  }
}
