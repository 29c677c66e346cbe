package org.ackmark.bench.node;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.ByteBuffer;
import org.ackmark.quorum.net.Message;
import org.ackmark.wal.WalCounters;

/** What a coordinator asks of a node beside its protocol, and the answers. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ControlMessage.Describe.class, name = "describe"),
  @JsonSubTypes.Type(value = ControlMessage.Description.class, name = "description"),
  @JsonSubTypes.Type(value = ControlMessage.Open.class, name = "open"),
  @JsonSubTypes.Type(value = ControlMessage.Count.class, name = "count"),
  @JsonSubTypes.Type(value = ControlMessage.Counted.class, name = "counted"),
  @JsonSubTypes.Type(value = ControlMessage.SyncAll.class, name = "syncAll"),
  @JsonSubTypes.Type(value = ControlMessage.Probed.class, name = "probed"),
  @JsonSubTypes.Type(value = ControlMessage.Slow.class, name = "slow"),
  @JsonSubTypes.Type(value = ControlMessage.End.class, name = "end"),
  @JsonSubTypes.Type(value = ControlMessage.Done.class, name = "done"),
  @JsonSubTypes.Type(value = ControlMessage.Failed.class, name = "failed")
})
public sealed interface ControlMessage extends Message {

  /**
   * What came from the other side.
   *
   * @throws IllegalArgumentException when it belongs to another protocol
   */
  static ControlMessage of(Message message) {
    if (message instanceof ControlMessage control) {
      return control;
    }
    throw new IllegalArgumentException("message=" + message);
  }

  /** Who are you? Answered by {@link Description}. */
  record Describe() implements ControlMessage {}

  /**
   * Who a node is.
   *
   * @param version of the program
   * @param identity of its directory, made when that was first used
   * @param device where its directory is: the same text for two nodes that share a disk
   * @param wallMicros its clock, since 1970
   * @param environment what its machine is, as the JSON of results
   */
  record Description(
      String version, String identity, String device, long wallMicros, String environment)
      implements ControlMessage {}

  /** Keep that, from now on, with what the session's folder holds. Answered by {@link Done}. */
  record Open(Part part) implements ControlMessage {}

  /** What has your log done? Answered by {@link Counted}. */
  record Count() implements ControlMessage {}

  /** What the log has done since it was opened. */
  record Counted(WalCounters counters) implements ControlMessage {}

  /**
   * Write these bytes beside the log, and sync them: what a record of that size would cost here
   * without a log. Answered by {@link Probed}.
   *
   * @param payload as long as a record would be, so that it crosses the network too
   * @param synced whether to sync it; otherwise it is only received
   */
  record Probe(ByteBuffer payload, boolean synced) implements ControlMessage {}

  /**
   * Write so many bytes beside the log and sync them, again and again for that long: what the disk
   * does while others sync too. Answered by {@link Probed} with the mean time.
   */
  record SyncAll(int bytes, long durationNs) implements ControlMessage {}

  /** How long that took there, without the network. */
  record Probed(long syncNs) implements ControlMessage {}

  /** Let each sync of the log take so much longer from now on. Answered by {@link Done}. */
  record Slow(long syncDelayNs) implements ControlMessage {}

  /** Close what the session keeps and delete it. Answered by {@link Done}. */
  record End() implements ControlMessage {}

  /** It is done. */
  record Done() implements ControlMessage {}

  /** It could not be done; one sentence. */
  record Failed(String reason) implements ControlMessage {}
}
