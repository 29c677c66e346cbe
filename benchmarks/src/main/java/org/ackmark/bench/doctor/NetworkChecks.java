package org.ackmark.bench.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ackmark.bench.env.TcpSettings;
import org.ackmark.results.environment.NetworkInterface;

/** What do replicas elsewhere have to be reached through? */
final class NetworkChecks {
  private static final int LEAST_MBPS = 1_000;
  private static final int USUAL_MTU_BYTES = 1_500;
  private static final int LOOPBACK_MTU_BYTES = 1 << 16;
  private static final String LINKS = "network interfaces";

  private NetworkChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("D33", NetworkChecks::up),
        new Check("D34", NetworkChecks::fast),
        new Check("D35", NetworkChecks::errors),
        new Check("D36", NetworkChecks::packets),
        new Check("D37", NetworkChecks::tcp));
  }

  private static List<NetworkInterface> physical(Subject s) {
    return s.machine().networkInterfaces().stream().filter(NetworkInterface::physical).toList();
  }

  private static List<NetworkInterface> physical(Subject s, Predicate<NetworkInterface> which) {
    return physical(s).stream().filter(which).toList();
  }

  private static String names(List<NetworkInterface> interfaces) {
    return interfaces.stream().map(NetworkInterface::name).collect(Collectors.joining(", "));
  }

  private static boolean isDown(NetworkInterface each) {
    return "down".equals(each.link().state());
  }

  /** One that is down beside others that are not has no cable, as most second ones. */
  private static Symptom up(Subject s) {
    List<NetworkInterface> all = physical(s);
    if (all.isEmpty()) {
      return Symptom.fine(LINKS, "none with a device: replicas on this machine only");
    }
    return all.stream().allMatch(NetworkChecks::isDown)
        ? Symptom.warning(
            "no network interface is up: other hosts can't be reached",
            names(all) + " down",
            "connect one, unless all replicas are on this machine")
        : Symptom.fine(
            LINKS, all.stream().map(NetworkChecks::described).collect(Collectors.joining("; ")));
  }

  private static String described(NetworkInterface each) {
    return String.format(
        Locale.ROOT,
        "%s %s, driver %s, %s Mbit/s, MTU %s, queues %s in %s out, %s errors, %s drops",
        each.name(),
        known(each.link().state()),
        known(each.driver()),
        known(each.speedMbps()),
        known(each.mtuBytes()),
        known(each.link().receiveQueues()),
        known(each.link().sendQueues()),
        known(each.link().errors()),
        known(each.link().drops()));
  }

  private static String known(Object value) {
    return Optional.ofNullable(value).map(Object::toString).orElse("?");
  }

  private static Symptom fast(Subject s) {
    List<NetworkInterface> half =
        physical(s, each -> !isDown(each) && "half".equals(each.link().duplex()));
    if (!half.isEmpty()) {
      return Symptom.warning(
          "a link is half duplex: requests and replies collide",
          names(half),
          "let both ends negotiate, or set both to full duplex");
    }
    List<NetworkInterface> slow =
        physical(
            s, each -> !isDown(each) && each.speedMbps() != null && each.speedMbps() < LEAST_MBPS);
    return slow.isEmpty()
        ? Symptom.fine("speed of links", "none known below " + LEAST_MBPS + " Mbit/s")
        : Symptom.warning(
            "a link is slower than 1 Gbit/s: the network, not the sync, may decide",
            slow.stream()
                .map(each -> each.name() + " " + each.speedMbps() + " Mbit/s")
                .collect(Collectors.joining(", ")),
            "look at cable and switch, unless it is meant");
  }

  private static Symptom errors(Subject s) {
    long errors = s.trials().watch().map(IdleWatch::networkErrors).orElse(0L);
    return errors > 0
        ? Symptom.warning(
            "network packets are damaged at this moment: each one costs a retransmission",
            errors + " errors while the machine was watched",
            "look at cable, port and driver")
        : Symptom.fine("no network errors while the machine was watched", "statistics/*_errors");
  }

  private static Symptom packets(Subject s) {
    List<NetworkInterface> small =
        physical(
            s,
            each -> !isDown(each) && each.mtuBytes() != null && each.mtuBytes() < USUAL_MTU_BYTES);
    long loopback = s.machine().settings().tcp().loopbackMtuBytes().orElse(0);
    if (loopback > 0 && loopback < LOOPBACK_MTU_BYTES) {
      return Symptom.note(
          "packets between processes of this machine are small: loopback figures are too high",
          "MTU " + loopback + " of lo",
          "ip link set lo mtu 65536");
    }
    return small.isEmpty()
        ? Symptom.fine("size of packets", "lo " + loopback + ", others at least 1500")
        : Symptom.note(
            "packets are smaller than usual: a tunnel, or an overlay network",
            names(small) + " MTU " + small.getFirst().mtuBytes(),
            "say so beside figures of replicas on other hosts");
  }

  private static Symptom tcp(Subject s) {
    TcpSettings settings = s.machine().settings().tcp();
    String evidence =
        "%s, tcp_autocorking=%s, tcp_slow_start_after_idle=%s, busy_poll=%s"
            .formatted(
                settings.congestionControl().orElse("?"),
                text(settings.autocorking()),
                text(settings.slowStartAfterIdle()),
                text(settings.busyPollMicros()));
    return settings.busyPollMicros().orElse(0) > 0
        ? Symptom.note(
            "the kernel spins for packets: round trips are short, and cost a processor",
            evidence,
            "say so beside the figures, or sysctl net.core.busy_poll=0")
        : Symptom.fine("settings of TCP", evidence);
  }

  private static String text(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "?";
  }
}
