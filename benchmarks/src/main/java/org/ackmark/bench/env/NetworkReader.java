package org.ackmark.bench.env;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.ackmark.results.environment.NetworkInterface;

/** Network interfaces, without the loopback one. No address is read. */
final class NetworkReader {
  private NetworkReader() {}

  static List<NetworkInterface> read(KernelFiles files) {
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
        positive(KernelFiles.number(folder.resolve("mtu"))));
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
