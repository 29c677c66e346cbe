package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadHostsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''| hosts.yaml",
        "secretFile: s                                          | key 'hosts' is missing",
        "hosts: []                                              | is an empty list",
        "hosts: none                                            | must be a list",
        "hosts: [a]                                             | a host must be a mapping",
        "hosts: [{id: 1, adress: 'a:1'}]                        | did you mean 'address'?",
        "hosts: [{id: 1, address: 'a'}]                         | must be host:port",
        "hosts: [{id: 1, address: 'a:0'}]                       | must be host:port",
        "hosts: [{id: 1, address: 'a:70000'}]                   | must be host:port",
        "hosts: [{id: 0, address: 'a:1'}]                       | must be from 1",
        "hosts: [{id: 9, address: 'a:1'}]                       | must be from 1",
        "hosts: [{id: 1, address: 'a:1'}, {id: 1, address: 'b:1'}] | id 1 is given to two hosts",
        "hosts: [{id: 1, address: 'a:1'}, {id: 2, address: 'a:1'}] | have one address, a:1",
        "hosts: [{id: 1, address: 'a:1'}, {id: 3, address: 'b:1'}] | no host with id 2",
        "{patience: 5, hosts: [{id: 1, address: 'a:1'}]}        | needs a unit",
        "{tls: {key: k}, hosts: [{id: 1, address: 'a:1'}]}      | key 'certificate' is missing",
        "{tls: {kay: k}, hosts: [{id: 1, address: 'a:1'}]}      | did you mean 'key'?",
      })
  void mistakeThatIsNotNamed(String text, String sentence) throws IOException {
    Path file = Files.writeString(folder.resolve("hosts.yaml"), text);
    ProfileException refused = assertThrows(ProfileException.class, () -> HostsReader.read(file));
    assertTrue(refused.getMessage().contains(sentence), refused.getMessage());
    assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
  }

  @Test
  void fileThatIsNotThere() {
    Path file = folder.resolve("none.yaml");
    ProfileException refused = assertThrows(ProfileException.class, () -> HostsReader.read(file));
    assertTrue(refused.getMessage().endsWith("no such file of hosts"), refused.getMessage());
  }

  @Test
  void keysAndPatienceThatAreNotRead() throws IOException {
    Path file = folder.resolve("hosts.yaml");
    Files.writeString(
        file,
        """
        patience: 300ms
        tls: {certificate: athens.pem, key: athens.key, authority: authority.pem}
        hosts: [{id: 1, address: "[::1]:7400"}]
        """);
    Hosts hosts = HostsReader.read(file);
    assertEquals(TimeUnit.MILLISECONDS.toNanos(300), hosts.patienceNs());
    assertEquals(new Hosts.Keys("athens.pem", "athens.key", "authority.pem"), hosts.tls());
    assertEquals("::1", hosts.hosts().getFirst().host());
  }
}
