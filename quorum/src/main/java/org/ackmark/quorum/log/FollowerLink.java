package org.ackmark.quorum.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.ackmark.quorum.log.LogReply.Failed;
import org.ackmark.quorum.log.LogReply.Refused;
import org.ackmark.quorum.log.LogReply.Stands;
import org.ackmark.quorum.log.LogReply.Wants;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Level;

/**
 * What a leader does for one follower: has it adopt the term, and sends it records from then on,
 * several messages ahead of its answers. Who keeps up is fed from memory, who lags from the
 * leader's log, who needs what that has forgotten from a snapshot. What is on its way is bounded;
 * one that is silent gets a question now and then, and goes on where it says that it stands.
 *
 * <p>Thread-safe; never blocks for the device.
 */
final class FollowerLink {
  /** Enough to keep the network and the device busy at a time; beyond, records gather. */
  private static final int MAX_FLIGHTS = 8;

  /** A request that was not answered yet. */
  private static final class Flight {
    private final LogRequest request;
    private final long lastLsn; // who answers has received this, or something was lost
    private final long bytes;
    private final long sentNs;

    Flight(LogRequest request, long lastLsn, long bytes, long sentNs) {
      this.request = request;
      this.lastLsn = lastLsn;
      this.bytes = bytes;
      this.sentNs = sentNs;
    }

    /** Whether another answer has told already what this one is to tell. */
    boolean settledBy(Standing told) {
      return request instanceof LogRequest.Append append && told.lsnAt(append.level()) >= lastLsn;
    }
  }

  private final Leadership lead;
  private final NodeId node;
  private final Shipping shipping;

  private final Deque<Flight> flights = new ArrayDeque<>(); // guarded by this, as is all below
  private long flightBytes;
  private Standing standing; // null before it was heard
  private boolean greeted; // has told where it stands in this term
  private boolean adopted;
  private boolean reading; // from the leader's log
  private boolean silent; // gets nothing but questions
  private long heardNs;
  private String trouble = "it has not answered yet";
  private long sentLsn;
  private Wanted asked = new Wanted(); // of those that were sent

  FollowerLink(Leadership lead, NodeId node) {
    this.lead = lead;
    this.node = node;
    this.shipping = new Shipping(lead, this);
    this.heardNs = lead.nowNs();
  }

  /** Sends what there is to be sent. */
  synchronized void pump() {
    if (lead.isStopped() || silent || reading) {
      return;
    }
    if (!greeted) {
      greet();
    } else if (sentLsn + 1 < lead.firstLsn()) {
      shipping.ship();
    } else if (adopted) {
      stream();
    } else {
      fill();
    }
  }

  private void greet() {
    if (flights.isEmpty()) {
      send(new LogRequest.Adopt(lead.term(), lead.history()), 0, 0);
    }
  }

  /** Sends the rest of the history with which the term begins, and has it adopted then. */
  private void fill() {
    long lastLsn = lead.history().lastLsn();
    if (sentLsn >= lastLsn) {
      greet();
    } else if (hasRoom()) {
      read(lastLsn, Level.RECEIVED);
    }
  }

  private void stream() {
    boolean sent = true;
    while (sent && hasRoom()) {
      Level level = lead.wanted().levelAbove(sentLsn);
      sent = level == null ? askAgain() : sendRecords(level);
    }
    if (lead.own().owesSnapshot(standing)) {
      shipping.ship();
    }
  }

  private boolean hasRoom() {
    return flights.size() < MAX_FLIGHTS && flightBytes < lead.options().windowBytes();
  }

  private boolean sendRecords(Level level) {
    Optional<Records> records = lead.tail().after(sentLsn, lead.options().batchBytes());
    if (records.isEmpty()) {
      read(Long.MAX_VALUE, level);
      return false;
    }
    return !records.get().payloads().isEmpty() && send(records.get(), level);
  }

  /** For records that were sent before somebody wanted this level of them. */
  private boolean askAgain() {
    for (Level level : new Level[] {Level.SYNCED, Level.WRITTEN}) {
      long lsn = Math.min(lead.wanted().lsnAt(level), sentLsn);
      if (lsn > asked.lsnFrom(level) && lsn > standing.lsnAt(level)) {
        return send(Records.noneAfter(lsn), level);
      }
    }
    return false;
  }

  private boolean send(Records records, Level level) {
    if (lead.isStopped()) {
      return false;
    }
    sentLsn = Math.max(sentLsn, records.lastLsn());
    asked.raise(level, records.lastLsn());
    send(append(records, level), records.lastLsn(), records.bytes());
    return true;
  }

  private LogRequest append(Records records, Level level) {
    return new LogRequest.Append(lead.term(), records, level, lead.firstLsn());
  }

  void send(LogRequest request, long lastLsn, long bytes) {
    Flight flight = new Flight(request, lastLsn, bytes, lead.nowNs());
    flights.add(flight);
    flightBytes += bytes;
    lead.send(node, request, reply -> replied(flight, reply));
  }

  private void read(long toLsn, Level level) {
    long afterLsn = sentLsn;
    reading = true;
    lead.background(() -> readAndSend(afterLsn, toLsn, level));
  }

  private void readAndSend(long afterLsn, long toLsn, Level level) {
    Records records = Records.noneAfter(afterLsn);
    String problem = "the leader can't read lsn=" + (afterLsn + 1) + " back";
    try {
      records = lead.read(afterLsn, toLsn);
    } catch (IOException | IllegalArgumentException e) { // the latter: it was forgotten meanwhile
      problem += ": " + e.getMessage();
    }
    synchronized (this) {
      reading = false;
      if (records.payloads().isEmpty()) {
        silent = true; // until the next question
        trouble = problem;
      } else if (sentLsn == afterLsn) {
        send(records, level);
      }
    }
    pump();
  }

  private void replied(Flight flight, Message message) {
    LogReply reply = LogReply.of(message);
    synchronized (this) {
      if (lead.isStopped()) {
        return;
      }
      heardNs = lead.nowNs();
      boolean awaited = flights.remove(flight);
      flightBytes -= awaited ? flight.bytes : 0;
      switch (reply) {
        case Stands stands -> heard(stands.standing(), flight, awaited);
        case Wants wants -> shipping.wanted(wants);
        case Failed failed -> fail(failed.reason());
        case Refused refused -> fail("it follows term=" + refused.promised());
        default -> throw new IllegalArgumentException("reply=" + reply + " to " + flight.request);
      }
    }
    lead.heard(node, standing(), reply);
    pump();
  }

  private void fail(String reason) {
    silent = true;
    trouble = reason;
    shipping.again();
  }

  private void heard(Standing told, Flight flight, boolean awaited) {
    boolean hasAdopted = lead.counts(told);
    boolean first = hasAdopted && !adopted;
    silent = false;
    trouble = "";
    standing = standing == null ? told : told.laterOf(standing);
    shipping.heard(flight.request);
    adopted |= hasAdopted;
    if (first || awaited && flight.request instanceof LogRequest.Adopt) {
      greeted = true;
      goOnAfter(told.receivedLsn());
    } else if (awaited && told.receivedLsn() < flight.lastLsn) { // something was lost
      greeted = hasAdopted;
      goOnAfter(told.receivedLsn());
    } else if (hasAdopted) {
      flights.removeIf(other -> other.settledBy(told));
      flightBytes = flights.stream().mapToLong(other -> other.bytes).sum();
    }
    sentLsn = greeted ? Math.max(sentLsn, told.receivedLsn()) : sentLsn; // a snapshot has told it
  }

  /** What was sent beyond is sent again; its answers are no longer awaited. */
  private void goOnAfter(long lsn) {
    forgetFlights();
    sentLsn = lsn;
  }

  private void forgetFlights() {
    flights.clear();
    flightBytes = 0;
    asked = new Wanted();
  }

  /** The latest that is known of it; null when it was not heard yet. */
  synchronized Standing standing() {
    return standing;
  }

  /** To be called once in a while: asks one that is silent, and one that has nothing to do. */
  void tick() {
    synchronized (this) {
      if (lead.isStopped()) {
        return;
      }
      long sinceNs = flights.isEmpty() ? heardNs : flights.peekFirst().sentNs;
      if (silent || lead.nowNs() - sinceNs >= lead.options().retry().toNanos()) {
        ask();
      }
    }
    pump();
  }

  private void ask() {
    if (!flights.isEmpty()) {
      silent = true;
      trouble = "no answer for " + (lead.nowNs() - heardNs) / 1_000_000 + " ms";
      forgetFlights();
      shipping.again();
    }
    if (greeted) {
      send(append(Records.noneAfter(0), Level.RECEIVED), sentLsn, 0);
    } else {
      send(new LogRequest.Adopt(lead.term(), lead.history()), 0, 0);
    }
  }

  /** Why nothing comes of it; empty when all is well. */
  synchronized String trouble() {
    return trouble.isEmpty() ? "" : node + ": " + trouble;
  }
}
