package org.ackmark.bench.turns;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Lets several JVMs be measured in turns. One that ends or fails leaves its place empty; the others
 * go on. For one thread, once.
 */
public final class TurnTable implements AutoCloseable {
  /** How long one is measured before the next is. */
  public static final long SLICE_NS = 100_000_000;

  /** Between the beginning of the iterations and the first turn: until their threads run. */
  private static final long START_MS = 100;

  private static final long LOOK_MS = 2;

  private final Path folder;
  private final ServerSocketChannel server;
  private final List<Seat> seats = new ArrayList<>();

  private TurnTable(Path folder, ServerSocketChannel server) {
    this.folder = folder;
    this.server = server;
  }

  /** An empty table. */
  public static TurnTable open() throws IOException {
    Path folder = Files.createTempDirectory("ackmark-turns-");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    TurnTable table = new TurnTable(folder, server);
    server.bind(UnixDomainSocketAddress.of(table.socket()));
    server.configureBlocking(false);
    return table;
  }

  /** Where a JVM finds it. */
  public Path socket() {
    return folder.resolve("s");
  }

  /** How long the iterations of so many JVMs must last for each to be measured that long. */
  public static long iterationNs(int takers, long measuredNs) {
    return takers * (measuredNs + SLICE_NS) + 3 * START_MS * 1_000_000;
  }

  /**
   * Waits until one more JVM is ready; blocks.
   *
   * @param ended whether that JVM has ended, so that there is nothing to wait for
   */
  public void seat(BooleanSupplier ended) throws IOException, InterruptedException {
    SocketChannel channel = server.accept();
    while (channel == null && !ended.getAsBoolean()) {
      Thread.sleep(LOOK_MS);
      channel = server.accept();
    }
    if (channel != null) {
      Seat seat = new Seat(channel);
      seats.add(seat);
      seat.hear(TurnTaker.READY);
    }
  }

  /** Has those who are ready begin, and measures each about that long; blocks. */
  public void play(long measuredNs) throws InterruptedException {
    seats.forEach(seat -> seat.say(TurnTaker.BEGIN));
    Thread.sleep(START_MS);
    long endNs = System.nanoTime() + seats.size() * measuredNs;
    for (int round = 0; System.nanoTime() < endNs; round++) {
      for (Seat seat : order(seats, round)) {
        if (Thread.interrupted()) {
          throw new InterruptedException("the measurement is being stopped");
        }
        seat.say(TurnTaker.GO + SLICE_NS);
        seat.hear(TurnTaker.DONE);
      }
      if (seats.stream().noneMatch(Seat::taken)) {
        return;
      }
    }
  }

  /** Every second round reverses the one before; each pair of rounds begins one further on. */
  static <T> List<T> order(List<T> all, int round) {
    List<T> order = new ArrayList<>(all);
    if (!order.isEmpty()) {
      Collections.rotate(order, -(round / 2 % order.size()));
    }
    return round % 2 == 0 ? order : order.reversed();
  }

  @Override
  public void close() throws IOException {
    for (Seat seat : seats) {
      seat.leave();
    }
    server.close();
    Files.deleteIfExists(socket());
    Files.deleteIfExists(folder);
  }

  /** A JVM's side of a connection. */
  private static final class Seat {
    private final SocketChannel channel;
    private final BufferedReader words;
    private boolean taken = true;

    Seat(SocketChannel channel) {
      this.channel = channel;
      this.words = new BufferedReader(Channels.newReader(channel, US_ASCII));
    }

    boolean taken() {
      return taken;
    }

    void say(String word) {
      if (taken) {
        ByteBuffer line = US_ASCII.encode(word + "\n");
        try {
          while (line.hasRemaining()) {
            channel.write(line);
          }
        } catch (IOException e) {
          taken = false; // its JVM has ended, and its host says why
        }
      }
    }

    void hear(String word) {
      if (taken) {
        try {
          taken = word.equals(words.readLine());
        } catch (IOException e) {
          taken = false; // as above
        }
      }
    }

    void leave() throws IOException {
      channel.close();
    }
  }
}
