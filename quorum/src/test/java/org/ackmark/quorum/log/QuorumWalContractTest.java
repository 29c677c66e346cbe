package org.ackmark.quorum.log;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Harness.Home;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalContract;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.store.LogOpener;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A replicated log keeps the contract of a log, with one, three and five replicas.
 *
 * <p>A majority acknowledges; all do where the variant acknowledges below SYNCED: the contract then
 * looks for the leader's own sync, which nobody would wait for.
 */
@ParameterizedClass(name = "{0} {1} n={2}")
@MethodSource("logs")
class QuorumWalContractTest extends WalContract {
  private static final List<NodeId> NODES =
      List.of(SimLogs.ATHENS, SimLogs.BYZANTIUM, SimLogs.CYRENE, SimLogs.DELPHI, SimLogs.SPARTA);

  /** One of each policy and each kind of file. */
  private static final List<Variant> SOME =
      List.of(Variant.SYNC, Variant.GROUP, Variant.GROUP_DIRECT, Variant.ASYNC);

  private static final LogOptions OPTIONS =
      LogOptions.DEFAULTS
          .withTimes(Duration.ofSeconds(30), Duration.ofMillis(200))
          .withBytes(64 << 10, 64 << 10, 64 << 10, 32 << 10);

  @Parameter(2)
  int replicas;

  private final Map<NodeId, Disk> disks = new TreeMap<>();

  static Stream<Arguments> logs() {
    Stream<Arguments> all =
        Arrays.stream(Variant.values())
            .filter(variant -> variant != Variant.MEMORY)
            .map(variant -> arguments(variant, Home.SIM, 3));
    Stream<Arguments> sizes =
        Stream.of(1, 5).flatMap(n -> SOME.stream().map(v -> arguments(v, Home.SIM, n)));
    Stream<Arguments> real =
        Stream.of(Variant.GROUP, Variant.ASYNC).map(v -> arguments(v, Home.POSIX, 3));
    return Stream.of(all, sizes, real).flatMap(each -> each);
  }

  @Override
  protected Wal open(Disk disk, WalOptions options) throws IOException {
    disks.put(NODES.getFirst(), disk);
    for (NodeId node : NODES.subList(1, replicas)) {
      if (!disks.containsKey(node)) {
        Path own = Files.createDirectories(directory.resolve(node.name()));
        disks.put(node, home.disk(own, variant));
      }
    }
    Level level = variant.level();
    int w = level == Level.SYNCED ? replicas / 2 + 1 : replicas;
    Quorum quorum = new Quorum(replicas, replicas, w, level);
    LogOpener copies = LogOpener.of(options);
    return LocalLogs.open(disks, copies, quorum, OPTIONS, options.knownDurableLsn()).closingAll();
  }
}
