package org.ackmark.bench.profile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ackmark.bench.profile.Hosts.Host;
import org.ackmark.bench.profile.YamlNode.Mapping;
import org.ackmark.bench.profile.YamlNode.Sequence;
import org.ackmark.quorum.Quorum;

/** Reads a file of hosts; every fault is a {@link ProfileException} that names its place. */
public final class HostsReader {
  private static final List<String> KEYS = List.of("secretFile", "tls", "patience", "hosts");
  private static final List<String> HOST_KEYS =
      List.of("id", "address", "ssh", "command", "directory");
  private static final List<String> TLS_KEYS = List.of("certificate", "key", "authority");
  private static final long DEFAULT_PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);
  private static final Rule<Long> PATIENCE_NS =
      Rule.duration(TimeUnit.MILLISECONDS.toNanos(100), TimeUnit.HOURS.toNanos(1));
  private static final int MOST_PORT = 65_535;
  private static final Rule<Integer> ID = Rule.count(1, Quorum.MOST_REPLICAS - 1);
  private static final Rule<String> ADDRESS =
      Rule.text()
          .demanding(
              text ->
                  text.matches("[^:\\s]+:[0-9]{1,5}|\\[[0-9a-fA-F:.]+]:[0-9]{1,5}")
                      && isPort(text.substring(text.lastIndexOf(':') + 1)),
              "must be host:port, such as 10.0.0.2:7400");

  private HostsReader() {}

  private static boolean isPort(String digits) {
    int port = Integer.parseInt(digits);
    return port > 0 && port <= MOST_PORT;
  }

  /** Reads it; blocks for the file only. */
  public static Hosts read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ProfileException(
          Place.of(file.toString()),
          Files.exists(file) ? "that is no file of hosts" : "there is no such file of hosts");
    }
    ProfileSource source = new ProfileSource(file.toString(), file);
    Fields fields = new Fields(YamlReader.read(source.title(), source.text()), KEYS);
    YamlNode list = fields.requiredNode("hosts");
    if (!(list instanceof Sequence)) {
      throw new ProfileException(list.place(), "'hosts' must be a list, not " + list.kind());
    }
    List<Host> hosts = new ArrayList<>();
    for (YamlNode item : Fields.items("hosts", list)) {
      hosts.add(host(item, hosts));
    }
    hosts.sort(Comparator.comparingInt(Host::id));
    requireNoGap(list, hosts);
    return new Hosts(
        hosts,
        fields.one("secretFile", Rule.text(), null),
        keys(fields),
        fields.one("patience", PATIENCE_NS, DEFAULT_PATIENCE_NS));
  }

  private static Hosts.Keys keys(Fields fields) {
    if (fields.node("tls").isEmpty()) {
      return null;
    }
    Fields tls = fields.section("tls", TLS_KEYS);
    return new Hosts.Keys(
        tls.required("certificate", Rule.text()),
        tls.required("key", Rule.text()),
        tls.required("authority", Rule.text()));
  }

  private static Host host(YamlNode item, List<Host> before) {
    if (!(item instanceof Mapping mapping)) {
      throw new ProfileException(
          item.place(), "a host must be a mapping of keys, not " + item.kind());
    }
    Fields fields = new Fields(mapping, HOST_KEYS);
    String address = fields.required("address", ADDRESS);
    int colon = address.lastIndexOf(':');
    Host host =
        new Host(
            fields.required("id", ID),
            address.substring(0, colon).replaceAll("^\\[|]$", ""),
            Integer.parseInt(address.substring(colon + 1)),
            fields.one("ssh", Rule.text(), null),
            fields.one("command", Rule.text(), "ackmark"),
            fields.one("directory", Rule.text(), "ackmark-node"));
    requireOnce(item, host, before);
    return host;
  }

  private static void requireOnce(YamlNode item, Host host, List<Host> before) {
    for (Host other : before) {
      if (other.id() == host.id()) {
        throw new ProfileException(item.place(), "id " + host.id() + " is given to two hosts");
      }
      if (other.host().equals(host.host()) && other.port() == host.port()) {
        throw new ProfileException(
            item.place(),
            "hosts %d and %d have one address, %s:%d"
                .formatted(other.id(), host.id(), host.host(), host.port()));
      }
    }
  }

  private static void requireNoGap(YamlNode list, List<Host> hosts) {
    for (int i = 0; i < hosts.size(); i++) {
      if (hosts.get(i).id() != i + 1) {
        throw new ProfileException(
            list.place(),
            "there is no host with id %d: they are counted from 1, as 0 is the replica that is"
                    .formatted(i + 1)
                + " with whoever measures");
      }
    }
  }
}
