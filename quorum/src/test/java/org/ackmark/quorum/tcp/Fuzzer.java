package org.ackmark.quorum.tcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.ackmark.quorum.log.LogCodec;
import org.ackmark.quorum.log.LogMessages;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.register.RegisterCodec;
import org.ackmark.quorum.register.RegisterMessage;
import org.ackmark.quorum.register.Tag;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.KeyValue;

/**
 * Sends a node requests, some of them damaged, and sees that it does with each connection what was
 * foretold: ends it, or goes on serving it. For one thread.
 */
final class Fuzzer {
  static final Codecs CODECS = new Codecs(List.of(new LogCodec(), new RegisterCodec()));

  /** Nobody else's keys begin like this one. */
  static final Bytes PROBED = Bytes.utf8("g");

  private static final int MOST_FRAMES = 48;
  private static final int DAMAGED_ONE_IN = 8;
  private static final int REPEATED_IDS = 8;

  private final InetSocketAddress address;
  private final TcpOptions options;
  private final NodeId self;
  private final NodeId node;
  private final SplittableRandom random;
  private final LogMessages log;
  private final int timeoutMs;
  private long lastProbe = 1L << 40;
  private int ended;
  private int served;

  Fuzzer(
      InetSocketAddress address,
      TcpOptions options,
      NodeId self,
      NodeId node,
      long seed,
      int timeoutMs) {
    this.address = address;
    this.options = options;
    this.self = self;
    this.node = node;
    this.random = new SplittableRandom(seed);
    this.log = new LogMessages(seed);
    this.timeoutMs = timeoutMs;
  }

  /** Connections that the node ended, as it should. */
  int ended() {
    return ended;
  }

  /** Replies. */
  int served() {
    return served;
  }

  /** How often the replica that nobody relies on had taken records. */
  int taken() {
    return log.taken();
  }

  /** What one session lets through. */
  record Session(String name, Predicate<Message> sound, Predicate<Message> harmless) {}

  /** A replica that nobody relies on, and the registers, whose other keys are somebody's. */
  static final Session GARBAGE =
      new Session("garbage", Fuzzer::isRequest, message -> !meansOthersKey(message));

  /** A replica that follows somebody: terms above its leader's would depose that. */
  static final Session FOLLOWED =
      new Session(
          "followed",
          LogMessages::isRequest,
          message -> !LogMessages.isRequest(message) || LogMessages.isPowerless(message));

  private static boolean isRequest(Message message) {
    return switch (message) {
      case RegisterMessage.Query _, RegisterMessage.QueryTag _ -> true;
      case RegisterMessage.StoreHint _ -> true;
      case RegisterMessage.Store store ->
          store.tag().equals(Tag.NONE)
              || store.key().sizeBytes() > 0 && store.key().sizeBytes() <= KeyValue.MAX_KEY_BYTES;
      default -> LogMessages.isRequest(message);
    };
  }

  private static boolean meansOthersKey(Message message) {
    return message instanceof RegisterMessage.Store store && store.key().sizeBytes() > 2;
  }

  private Message message(Session session) {
    if (session.equals(FOLLOWED)) {
      return LogMessages.powerless();
    }
    Bytes key = Bytes.utf8("" + (char) ('g' + random.nextInt(4)));
    return switch (random.nextInt(8)) {
      case 0 -> new RegisterMessage.Query(key);
      case 1 -> new RegisterMessage.QueryTag(key);
      case 2, 3 -> store(key);
      case 4 -> new RegisterMessage.StoreHint(node, store(key));
      default -> log.next();
    };
  }

  private RegisterMessage.Store store(Bytes key) {
    Tag tag = Tag.abd(1 + random.nextInt(1 << 20), 0, 7);
    Optional<Bytes> value =
        random.nextInt(4) == 0 ? Optional.empty() : Optional.of(Bytes.utf8("" + random.nextLong()));
    return new RegisterMessage.Store(key, tag, value);
  }

  private byte[] frame(Session session) {
    byte[] right = RawPeer.request(CODECS, random.nextInt(REPEATED_IDS), message(session));
    if (random.nextInt(DAMAGED_ONE_IN) > 0) {
      return right;
    }
    Mutation[] all = Mutation.values();
    byte[] damaged = all[random.nextInt(all.length)].of(right, random);
    Predicate<Message> harmful = message -> !session.harmless.test(message);
    boolean harms =
        Foretold.of(damaged, options.bounds().payloadBytes(), CODECS, harmful).fate()
            == Foretold.Fate.LIVES;
    return harms ? right : damaged;
  }

  /** Frames of one connection: some of them twice, some in another order. */
  private byte[] burst(Session session) {
    List<byte[]> frames = new ArrayList<>();
    int count = 1 + random.nextInt(MOST_FRAMES);
    for (int i = 0; i < count; i++) {
      frames.add(frame(session));
    }
    if (random.nextInt(4) == 0) {
      frames.addAll(frames.subList(0, random.nextInt(count)));
      Collections.shuffle(frames, new Random(random.nextLong()));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    frames.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  /** One connection of a member; returns how many frames the node has looked at. */
  int asMember(Session session) throws IOException {
    byte[] bytes = burst(session);
    Foretold foretold = Foretold.of(bytes, options.bounds().payloadBytes(), CODECS, session.sound);
    TcpOptions here = options.withSession(session.name);
    try (RawPeer peer = RawPeer.member(address, here, self, node).patient(timeoutMs)) {
      peer.send(bytes);
      switch (foretold.fate()) {
        case LIVES -> requireAnswer(peer, session);
        case WAITS -> {
          peer.end();
          requireEnd(peer);
        }
        case ENDS -> {
          requireEnd(peer);
          ended++;
        }
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the node does nothing about " + foretold, e);
    }
    return foretold.frames();
  }

  private void requireAnswer(RawPeer peer, Session session) throws IOException {
    long id = ++lastProbe;
    Message probe =
        session.equals(FOLLOWED) ? LogMessages.powerless() : new RegisterMessage.QueryTag(PROBED);
    peer.send(RawPeer.request(CODECS, id, probe));
    for (Frame frame = peer.read(); frame == null || frame.id() != id; frame = peer.read()) {
      if (frame == null) {
        throw new AssertionError("the node ended a connection over which nothing wrong came");
      }
      heard(frame);
    }
  }

  private void requireEnd(RawPeer peer) throws IOException {
    for (Frame frame = peer.read(); frame != null; frame = peer.read()) {
      heard(frame);
    }
  }

  private void heard(Frame frame) throws BadFrameException {
    served++;
    log.learn(CODECS.decode(frame));
  }

  /** One connection of somebody who proves nothing, and so must get nothing but a challenge. */
  int asStranger() throws IOException {
    byte[] hello = RawPeer.hello(options.withSession(GARBAGE.name), self, node);
    byte[] said = random.nextBoolean() ? hello : mutated(hello);
    int frames = 1;
    try (RawPeer peer = RawPeer.stranger(address).patient(timeoutMs)) {
      peer.send(said);
      if (random.nextBoolean()) {
        peer.send(frame(GARBAGE));
        frames++;
      }
      peer.end();
      for (Frame frame = peer.read(); frame != null; frame = peer.read()) {
        if (frame.kind() != Kind.CHALLENGE) {
          throw new AssertionError("a stranger got " + frame);
        }
      }
      ended++;
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the node keeps a stranger", e);
    }
    return frames;
  }

  private byte[] mutated(byte[] frame) {
    Mutation[] all = Mutation.values();
    return all[random.nextInt(all.length)].of(frame, random);
  }

  /** Whether the replica that nobody relies on still promises, whatever it was told. */
  boolean promisesStill() throws IOException {
    TcpOptions here = options.withSession(GARBAGE.name);
    try (RawPeer peer = RawPeer.member(address, here, self, node).patient(timeoutMs)) {
      Message reply = null;
      for (int i = 0; i < 2 && !LogMessages.isPromise(reply); i++) {
        peer.send(RawPeer.request(CODECS, ++lastProbe, log.prepare()));
        reply = CODECS.decode(peer.read());
        log.learn(reply);
      }
      return LogMessages.isPromise(reply);
    }
  }
}
