package org.ackmark.quorum.ratis;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** Our options in Ratis' words. Every key that is not set here keeps Ratis' own default. */
final class Settings {
  /** Requests that one client may have in flight. */
  static final int MOST_IN_FLIGHT = 4096;

  /** What Ratis adds to a record in an entry of its log, and then some. */
  private static final int ENTRY_BYTES = 4096;

  private static final long PREALLOCATED_BYTES = 4 << 20;

  /**
   * Messages with entries that a follower may have before it. It syncs them one after another,
   * never two together (RATIS-2235), so what is sent ahead only takes syncs of its own: with Ratis'
   * eight, 64 writes under way travel by twos and threes.
   */
  private static final int APPENDS_IN_FLIGHT = 1;

  static {
    Manners.mind();
  }

  private Settings() {}

  /** A replica's. */
  static RaftProperties server(InetSocketAddress address, Path directory, RatisOptions options) {
    RaftProperties properties = new RaftProperties();
    // Without a host Ratis listens on every interface.
    GrpcConfigKeys.Server.setHost(properties, address.getAddress().getHostAddress());
    GrpcConfigKeys.Server.setPort(properties, address.getPort());
    RaftServerConfigKeys.setStorageDir(properties, List.of(directory.toFile()));
    RaftServerConfigKeys.setRemovedGroupsDir(properties, directory.resolve("removed").toFile());
    GrpcConfigKeys.Server.setLeaderOutstandingAppendsMax(properties, APPENDS_IN_FLIGHT);
    TimeDuration election = time(options.election());
    RaftServerConfigKeys.Rpc.setTimeoutMin(properties, election);
    RaftServerConfigKeys.Rpc.setTimeoutMax(properties, election.multiply(2));
    // Which of the two it is, each read says.
    RaftServerConfigKeys.Read.setOption(properties, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
    log(properties, options);
    sync(properties, options.sync());
    return properties;
  }

  private static void log(RaftProperties properties, RatisOptions options) {
    int entryBytes = RatisStore.MAX_RECORD_BYTES + ENTRY_BYTES;
    SizeInBytes segment = SizeInBytes.valueOf(options.segmentBytes());
    RaftServerConfigKeys.Log.setSegmentSizeMax(properties, segment);
    RaftServerConfigKeys.Log.setPreallocatedSize(
        properties, SizeInBytes.valueOf(Math.min(options.segmentBytes(), PREALLOCATED_BYTES)));
    RaftServerConfigKeys.Log.Appender.setBufferByteLimit(
        properties, SizeInBytes.valueOf(entryBytes));
    RaftServerConfigKeys.Log.setWriteBufferSize(
        properties, SizeInBytes.valueOf(entryBytes + ENTRY_BYTES));
    RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, options.notesCommits());
    // A replica that was away for longer gets the snapshot: the log must not wait for it.
    RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
    RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
    RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(
        properties, options.sync() != RatisSync.IN_MEMORY);
    RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(properties, options.snapshotEvery());
    RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
    RaftServerConfigKeys.Snapshot.setRetentionFileNum(properties, 1);
  }

  private static void sync(RaftProperties properties, RatisSync sync) {
    switch (sync) {
      case FORCED -> {} // the default
      case ASYNC_FLUSH -> RaftServerConfigKeys.Log.setAsyncFlushEnabled(properties, true);
      case UNSAFE_FLUSH -> RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, true);
      case IN_MEMORY -> RaftServerConfigKeys.Log.setUseMemory(properties, true);
    }
  }

  /** A client's, whose requests are tried again when nothing was heard for {@code attempt}. */
  static RaftProperties client(Duration attempt) {
    RaftProperties properties = new RaftProperties();
    RaftClientConfigKeys.Rpc.setRequestTimeout(properties, time(attempt));
    RaftClientConfigKeys.Async.setOutstandingRequestsMax(properties, MOST_IN_FLIGHT);
    return properties;
  }

  static TimeDuration time(Duration duration) {
    return TimeDuration.valueOf(duration.toMillis(), TimeUnit.MILLISECONDS);
  }
}
