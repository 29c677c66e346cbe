package org.ackmark.quorum.log;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.quorum.net.BadMessageException;
import org.ackmark.quorum.net.Codec;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.WireIn;
import org.ackmark.quorum.net.WireOut;
import org.ackmark.wal.Level;

/** The replicated log's messages as bytes: a type and the parts in the order of the records. */
public final class LogCodec implements Codec {
  private static final int PROTOCOL = 1;
  private static final int RUN_BYTES = Long.BYTES + Integer.BYTES + Long.BYTES;

  /** A snapshot ends no higher, so that no log gets so high that adding to an LSN is unsafe. */
  private static final long MAX_SNAPSHOT_LSN = 1L << 62;

  private static final long MAX_ORDINAL = 3L << 61;

  private static final int PREPARE = 1;
  private static final int FETCH = 2;
  private static final int FETCH_SNAPSHOT = 3;
  private static final int ADOPT = 4;
  private static final int APPEND = 5;
  private static final int INSTALL = 6;
  private static final int REFUSED = 17;
  private static final int FAILED = 18;
  private static final int PROMISE = 19;
  private static final int FETCHED = 20;
  private static final int FETCHED_SNAPSHOT = 21;
  private static final int STANDS = 22;
  private static final int WANTS = 23;

  /** There is nothing to choose. */
  public LogCodec() {}

  @Override
  public int protocol() {
    return PROTOCOL;
  }

  @Override
  public boolean covers(Message message) {
    return message instanceof LogRequest || message instanceof LogReply;
  }

  @Override
  public void write(Message message, WireOut out) {
    switch (message) {
      case LogRequest request -> write(request, out);
      case LogReply reply -> write(reply, out);
      default -> throw new IllegalArgumentException("message=" + message);
    }
  }

  private static void write(LogRequest request, WireOut out) {
    switch (request) {
      case LogRequest.Prepare prepare -> begin(PREPARE, prepare.term(), out);
      case LogRequest.Fetch fetch -> {
        begin(FETCH, fetch.term(), out);
        out.i64(fetch.afterLsn());
        out.i32(fetch.maxBytes());
      }
      case LogRequest.FetchSnapshot fetch -> {
        begin(FETCH_SNAPSHOT, fetch.term(), out);
        out.i64(fetch.lsn());
        out.i64(fetch.offset());
        out.i32(fetch.maxBytes());
      }
      case LogRequest.Adopt adopt -> {
        begin(ADOPT, adopt.term(), out);
        write(adopt.history(), out);
      }
      case LogRequest.Append append -> {
        begin(APPEND, append.term(), out);
        out.u8(number(append.level()));
        out.i64(append.lowWaterLsn());
        write(append.records(), out);
      }
      case LogRequest.Install install -> {
        begin(INSTALL, install.term(), out);
        write(install.history(), out);
        write(install.part(), out);
      }
    }
  }

  private static void write(LogReply reply, WireOut out) {
    switch (reply) {
      case LogReply.Refused refused -> begin(REFUSED, refused.promised(), out);
      case LogReply.Failed failed -> {
        out.u8(FAILED);
        out.text(failed.reason());
      }
      case LogReply.Promise promise -> {
        begin(PROMISE, promise.term(), out);
        write(promise.standing(), out);
        write(promise.history(), out);
      }
      case LogReply.Fetched fetched -> {
        out.u8(FETCHED);
        write(fetched.records(), out);
      }
      case LogReply.FetchedSnapshot fetched -> {
        out.u8(FETCHED_SNAPSHOT);
        write(fetched.part(), out);
      }
      case LogReply.Stands stands -> {
        out.u8(STANDS);
        write(stands.standing(), out);
      }
      case LogReply.Wants wants -> {
        out.u8(WANTS);
        out.i64(wants.lsn());
        out.i64(wants.offset());
      }
    }
  }

  private static void begin(int type, Term term, WireOut out) {
    out.u8(type);
    write(term, out);
  }

  private static void write(Term term, WireOut out) {
    out.i64(term.count());
    out.i32(term.leader());
  }

  private static void write(History history, WireOut out) {
    out.i64(history.lastLsn());
    out.i32(history.runs().size());
    for (Run run : history.runs()) {
      write(run.term(), out);
      out.i64(run.firstLsn());
    }
  }

  private static void write(Standing standing, WireOut out) {
    write(standing.promised(), out);
    write(standing.adopted(), out);
    out.i64(standing.opening());
    out.i64(standing.firstLsn());
    out.i64(standing.receivedLsn());
    out.i64(standing.writtenLsn());
    out.i64(standing.durableLsn());
    out.i64(standing.snapshotLsn());
  }

  private static void write(Records records, WireOut out) {
    out.i64(records.firstLsn());
    out.i32(records.payloads().size());
    records.payloads().forEach(out::sized);
  }

  private static void write(LogRequest.Part part, WireOut out) {
    out.i64(part.lsn());
    out.i64(part.offset());
    out.u8(part.last() ? 1 : 0);
    out.sized(part.bytes());
  }

  @Override
  public Message read(WireIn in) throws BadMessageException {
    try {
      return message(in.u8(), in);
    } catch (IllegalArgumentException e) {
      throw new BadMessageException(e);
    }
  }

  private static Message message(int type, WireIn in) throws BadMessageException {
    return switch (type) {
      case PREPARE -> new LogRequest.Prepare(term(in));
      case FETCH -> new LogRequest.Fetch(term(in), ordinal(in), in.i32());
      case FETCH_SNAPSHOT -> fetchSnapshot(in);
      case ADOPT -> new LogRequest.Adopt(term(in), history(in));
      case APPEND -> append(in);
      case INSTALL -> new LogRequest.Install(term(in), history(in), part(in));
      case REFUSED -> new LogReply.Refused(term(in));
      case FAILED -> new LogReply.Failed(in.text());
      case PROMISE -> new LogReply.Promise(term(in), standing(in), history(in));
      case FETCHED -> new LogReply.Fetched(records(in));
      case FETCHED_SNAPSHOT -> new LogReply.FetchedSnapshot(part(in));
      case STANDS -> new LogReply.Stands(standing(in));
      case WANTS -> new LogReply.Wants(ordinal(in), ordinal(in));
      default -> throw new BadMessageException("type=" + type);
    };
  }

  private static LogRequest fetchSnapshot(WireIn in) throws BadMessageException {
    return new LogRequest.FetchSnapshot(term(in), ordinal(in), ordinal(in), in.i32());
  }

  private static LogRequest.Append append(WireIn in) throws BadMessageException {
    Term term = term(in);
    Level level = level(in.u8());
    long lowWaterLsn = ordinal(in);
    return new LogRequest.Append(term, records(in), level, lowWaterLsn);
  }

  private static int number(Level level) {
    return switch (level) {
      case RECEIVED -> 1;
      case WRITTEN -> 2;
      case SYNCED -> 3;
    };
  }

  private static Level level(int number) throws BadMessageException {
    return switch (number) {
      case 1 -> Level.RECEIVED;
      case 2 -> Level.WRITTEN;
      case 3 -> Level.SYNCED;
      default -> throw new BadMessageException("level=" + number);
    };
  }

  /** An LSN, an offset or a count: so far from both ends that adding to it is safe. */
  private static long ordinal(WireIn in) throws BadMessageException {
    long ordinal = in.i64();
    if (ordinal < 0 || ordinal > MAX_ORDINAL) {
      throw new BadMessageException("ordinal=" + ordinal);
    }
    return ordinal;
  }

  private static Term term(WireIn in) throws BadMessageException {
    return new Term(in.i64(), in.i32());
  }

  private static History history(WireIn in) throws BadMessageException {
    long lastLsn = ordinal(in);
    int count = in.count(RUN_BYTES);
    List<Run> runs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      runs.add(new Run(term(in), ordinal(in)));
    }
    requireHistory(runs);
    return new History(runs, lastLsn);
  }

  /** Such as a replica can remember: it would fail for good by storing another one. */
  private static void requireHistory(List<Run> runs) throws BadMessageException {
    if (runs.size() > TermFile.MAX_RUNS) {
      throw new BadMessageException("runs=" + runs.size() + " exceed " + TermFile.MAX_RUNS);
    }
    for (int i = 1; i < runs.size(); i++) {
      Run before = runs.get(i - 1);
      Run run = runs.get(i);
      if (!run.term().isAbove(before.term()) || run.firstLsn() <= before.firstLsn()) {
        throw new BadMessageException(run + " after " + before);
      }
    }
  }

  private static Standing standing(WireIn in) throws BadMessageException {
    return new Standing(
        term(in),
        term(in),
        ordinal(in),
        ordinal(in),
        ordinal(in),
        ordinal(in),
        ordinal(in),
        ordinal(in));
  }

  private static Records records(WireIn in) throws BadMessageException {
    long firstLsn = ordinal(in);
    int count = in.count(Integer.BYTES);
    List<byte[]> payloads = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      payloads.add(in.sized());
    }
    return new Records(firstLsn, payloads);
  }

  private static LogRequest.Part part(WireIn in) throws BadMessageException {
    long lsn = ordinal(in);
    if (lsn > MAX_SNAPSHOT_LSN) {
      throw new BadMessageException("lsn=" + lsn);
    }
    long offset = ordinal(in);
    int last = in.u8();
    if (last > 1) {
      throw new BadMessageException("last=" + last);
    }
    return new LogRequest.Part(lsn, offset, ByteBuffer.wrap(in.sized()), last == 1);
  }
}
