package org.ackmark.quorum.tcp;

import io.netty.channel.Channel;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Who has connected to this node. Those who have not yet proved who they are take no place from
 * those who have: when there are too many the oldest of them has to go, so that a crowd that only
 * connects keeps nobody out who goes on. For the network's thread, but for the counts.
 */
final class Callers {
  /** Connections at once whose handshake is under way. */
  static final int MOST_STRANGERS = 256;

  private static final String TOO_MANY = "there are too many connections";

  private final int most;
  private final Incidents incidents;
  private final Set<Channel> known = ConcurrentHashMap.newKeySet();
  private final Queue<Channel> strangers = new ConcurrentLinkedQueue<>();

  /**
   * Nobody yet.
   *
   * @param most connections of those who are known
   */
  Callers(int most, Incidents incidents) {
    this.most = most;
    this.incidents = incidents;
  }

  /** Takes somebody in who has not said who it is. */
  void connected(Channel channel) {
    strangers.add(channel);
    channel
        .closeFuture()
        .addListener(_ -> {
          strangers.remove(channel);
          known.remove(channel);
        });
    if (strangers.size() > MOST_STRANGERS) {
      Channel oldest = strangers.remove();
      incidents.ended(oldest.remoteAddress(), TOO_MANY);
      var _ = oldest.close();
    }
  }

  /**
   * Takes in who has.
   *
   * @throws IllegalArgumentException when there is no room
   */
  void proved(Channel channel) {
    strangers.remove(channel);
    if (known.size() >= most) {
      throw new IllegalArgumentException(TOO_MANY);
    }
    known.add(channel);
  }

  /** Those who are known. */
  int count() {
    return known.size();
  }

  int strangers() {
    return strangers.size();
  }
}
