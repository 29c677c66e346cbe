package org.ackmark.bench.env;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * Settings of the kernel that change what a round trip takes (its Documentation,
 * networking/ip-sysctl.rst and admin-guide/sysctl/net.rst).
 *
 * @param congestionControl the algorithm of new connections
 * @param autocorking 1: small packets wait for those before them to leave the machine
 * @param slowStartAfterIdle 1: a connection that was idle begins slowly again
 * @param busyPollMicros how long a wait for sockets spins first; 0: not at all
 * @param loopbackMtuBytes the largest packet between processes of this machine
 */
public record TcpSettings(
    Optional<String> congestionControl,
    OptionalLong autocorking,
    OptionalLong slowStartAfterIdle,
    OptionalLong busyPollMicros,
    OptionalLong loopbackMtuBytes) {

  static TcpSettings read(KernelFiles files) {
    return new TcpSettings(
        files.proc("sys/net/ipv4/tcp_congestion_control"),
        KernelFiles.number(files.proc().resolve("sys/net/ipv4/tcp_autocorking")),
        KernelFiles.number(files.proc().resolve("sys/net/ipv4/tcp_slow_start_after_idle")),
        KernelFiles.number(files.proc().resolve("sys/net/core/busy_poll")),
        KernelFiles.number(files.sys().resolve("class/net/lo/mtu")));
  }

  /** Adds what a run records. */
  void addTo(SortedMap<String, Object> facts) {
    congestionControl.ifPresent(v -> facts.put("tcpCongestionControl", v));
    autocorking.ifPresent(v -> facts.put("tcpAutocorking", v));
    slowStartAfterIdle.ifPresent(v -> facts.put("tcpSlowStartAfterIdle", v));
    busyPollMicros.ifPresent(v -> facts.put("busyPollMicros", v));
    loopbackMtuBytes.ifPresent(v -> facts.put("loopbackMtuBytes", v));
  }
}
