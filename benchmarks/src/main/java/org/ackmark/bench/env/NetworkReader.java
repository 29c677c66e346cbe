package org.ackmark.bench.env;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.ackmark.results.environment.NetworkInterface;
import org.ackmark.results.environment.NetworkLink;

/** Network interfaces, without the loopback one. No address is read. Stateless. */
public final class NetworkReader {
  private NetworkReader() {}

  /** Those that there are now. */
  public static List<NetworkInterface> read(KernelFiles files) {
    Path all = files.sys().resolve("class/net");
    return KernelFiles.names(all).stream()
        .filter(name -> !name.equals("lo"))
        .map(name -> read(name, all.resolve(name)))
        .toList();
  }

  private static NetworkInterface read(String name, Path folder) {
    return new NetworkInterface(
        name,
        Files.exists(folder.resolve("device")),
        driver(folder),
        model(folder),
        positive(KernelFiles.number(folder.resolve("speed"))), // -1: unknown
        positive(KernelFiles.number(folder.resolve("mtu"))),
        link(folder));
  }

  private static NetworkLink link(Path folder) {
    return new NetworkLink(
        KernelFiles.text(folder.resolve("operstate")).orElse(null),
        KernelFiles.text(folder.resolve("duplex")).filter(d -> !d.equals("unknown")).orElse(null),
        queues(folder, "rx-"),
        queues(folder, "tx-"),
        sum(folder, "rx_errors", "tx_errors"),
        sum(folder, "rx_dropped", "tx_dropped"));
  }

  private static Integer queues(Path folder, String prefix) {
    List<String> queues = KernelFiles.names(folder.resolve("queues"));
    return queues.isEmpty()
        ? null
        : Math.toIntExact(queues.stream().filter(name -> name.startsWith(prefix)).count());
  }

  private static Long sum(Path folder, String one, String other) {
    OptionalLong first = KernelFiles.number(folder.resolve("statistics").resolve(one));
    OptionalLong second = KernelFiles.number(folder.resolve("statistics").resolve(other));
    return first.isPresent() && second.isPresent()
        ? Long.valueOf(first.getAsLong() + second.getAsLong())
        : null;
  }

  private static String driver(Path folder) {
    try {
      return folder.resolve("device/driver").toRealPath().getFileName().toString();
    } catch (IOException | SecurityException e) {
      return null;
    }
  }

  /** The PCI numbers of maker and model; names would need a table. */
  private static String model(Path folder) {
    return KernelFiles.text(folder.resolve("device/vendor"))
        .flatMap(vendor ->
            KernelFiles.text(folder.resolve("device/device")).map(model -> vendor + ":" + model))
        .orElse(null);
  }

  private static Integer positive(OptionalLong value) {
    return value.orElse(-1) > 0 ? Integer.valueOf((int) value.getAsLong()) : null;
  }
}
