package org.ackmark.bench.cli;

import java.net.InetSocketAddress;
import org.ackmark.bench.run.UsageException;

/** An address as people write it. */
final class HostPort {
  private static final int MOST_PORT = 65_535;

  private HostPort() {}

  /**
   * Reads such a text as {@code 10.0.0.2:7400} or {@code [::1]:7400}; may ask the name service.
   *
   * @param option that had the text
   */
  static InetSocketAddress parse(String option, String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 1 ? "" : text.substring(0, colon).replaceAll("^\\[|]$", "");
    String port = text.substring(colon + 1);
    if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MOST_PORT) {
      throw new UsageException(
          "%s is '%s', must be HOST:PORT, such as 127.0.0.1:7400".formatted(option, text));
    }
    InetSocketAddress address = new InetSocketAddress(host, Integer.parseInt(port));
    if (address.isUnresolved()) {
      throw new UsageException(option + ": no host is known by the name '" + host + "'");
    }
    return address;
  }
}
