package org.ackmark.bench.turns;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.ackmark.wal.io.Joining;

/**
 * One JVM's place at a {@link TurnTable}. Made when its log is warm and at rest; from {@link
 * #start} to {@link #close} its slices run on a thread of their own.
 */
public final class TurnTaker implements AutoCloseable {
  static final String READY = "ready";
  static final String BEGIN = "begin";
  static final String GO = "go ";
  static final String DONE = "done";

  private final SocketChannel channel;
  private final BufferedReader words;
  private Thread thread; // null until started
  private volatile boolean closed;
  private volatile Exception failure;

  private TurnTaker(SocketChannel channel) {
    this.channel = channel;
    this.words = new BufferedReader(Channels.newReader(channel, US_ASCII));
  }

  /** Takes a place, and blocks until all others have. */
  public static TurnTaker join(Path table) throws IOException {
    TurnTaker taker = new TurnTaker(SocketChannel.open(UnixDomainSocketAddress.of(table)));
    taker.say(READY);
    String word = taker.words.readLine();
    if (!BEGIN.equals(word)) {
      taker.channel.close();
      throw new IOException("the table of turns said " + word + " instead of " + BEGIN);
    }
    return taker;
  }

  /** Takes turns from now on. */
  public void start(Slices slices) {
    thread = Thread.ofPlatform().daemon().name("ackmark-turns").start(() -> takeTurns(slices));
  }

  /** Once the connection is closed the table waits for this place no longer. */
  private void takeTurns(Slices slices) {
    try (channel) {
      failure = failed(slices); // before that: who has waited for the table may ask at once
    } catch (IOException e) {
      failure = failure == null ? e : failure;
    }
  }

  /** What has ended the turns too early; null when they are over. */
  private Exception failed(Slices slices) {
    try {
      for (String word = words.readLine(); word != null && !closed; word = words.readLine()) {
        Exception failed = failedTurn(slices, Long.parseLong(word.substring(GO.length())));
        if (failed != null) {
          return failed;
        }
        say(DONE);
      }
      return null;
    } catch (IOException e) {
      return closed ? null : e;
    }
  }

  private Exception failedTurn(Slices slices, long sliceNs) {
    try {
      long endNs = System.nanoTime() + sliceNs;
      slices.begin();
      for (long leftNs = sliceNs; leftNs > 0 && !closed; leftNs = endNs - System.nanoTime()) {
        LockSupport.parkNanos(leftNs);
      }
      slices.end();
      return null;
    } catch (Exception e) {
      return e;
    }
  }

  private void say(String word) throws IOException {
    ByteBuffer line = US_ASCII.encode(word + "\n");
    while (line.hasRemaining()) {
      channel.write(line);
    }
  }

  /**
   * Leaves the table; a slice under way ends first.
   *
   * @throws IOException if a slice failed, or the table went away in the middle of one
   */
  @Override
  public void close() throws IOException {
    closed = true;
    LockSupport.unpark(thread);
    if (channel.isOpen()) {
      hangUp();
    }
    Joining.uninterruptibly(thread);
    if (failure != null) {
      throw new IOException("a slice failed: " + failure.getMessage(), failure);
    }
  }

  /** Ends the wait for the next turn. */
  private void hangUp() throws IOException {
    try {
      channel.shutdownInput();
    } catch (ClosedChannelException e) {
      // its thread was quicker
    }
  }
}
