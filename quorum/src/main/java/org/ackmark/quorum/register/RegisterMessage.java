package org.ackmark.quorum.register;

import java.util.Optional;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.store.Bytes;

/**
 * What coordinators and replicas say to each other. Each request may come twice and in any order:
 * queries change nothing, and of stores the highest tag wins whatever came before.
 */
public sealed interface RegisterMessage extends Message {

  /** Asks for the tag of a key; answered by {@link TagHeld}. */
  record QueryTag(Bytes key) implements RegisterMessage {}

  /** Answers {@link QueryTag}. */
  record TagHeld(Tag tag) implements RegisterMessage {}

  /** Asks for a key; answered by {@link Held}. */
  record Query(Bytes key) implements RegisterMessage {}

  /**
   * Answers {@link Query}.
   *
   * @param tag {@link Tag#NONE} when nothing was written
   * @param value empty when nothing was written, or it was deleted
   */
  record Held(Tag tag, Optional<Bytes> value) implements RegisterMessage {}

  /**
   * Asks to hold this or something newer; answered by {@link Stored}.
   *
   * @param value empty to delete
   */
  record Store(Bytes key, Tag tag, Optional<Bytes> value) implements RegisterMessage {}

  /**
   * Answers {@link Store}: the replica holds that tag or a higher one, at the level of its store.
   */
  record Stored() implements RegisterMessage {}

  /** Asks to keep a store for a replica that does not answer; answered by {@link HintStored}. */
  record StoreHint(NodeId target, Store store) implements RegisterMessage {}

  /** Answers {@link StoreHint}: the hint is kept at the level of the store of hints. */
  record HintStored(NodeId target) implements RegisterMessage {}

  /** Answers anything that the node can't do, for good: its log failed, or it keeps no hints. */
  record Refused(String reason) implements RegisterMessage {}
}
