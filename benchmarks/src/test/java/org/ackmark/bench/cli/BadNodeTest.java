package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.wal.io.PosixDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60) // a node that starts after all serves for ever
class BadNodeTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--id 0                                 | --id is 0, must be from 1 to 6",
        "--id 9                                 | --id is 9, must be from 1 to 6",
        "--id 1 --listen 0.0.0.0:0              | can be reached by others: that takes a secret",
        "--id 1 --listen 7400                   | must be HOST:PORT",
        "--id 1 --listen 127.0.0.1:70000        | must be HOST:PORT",
        "--id 1 --secret-file none-at-all       | --secret-file: none-at-all: no such file",
        "--id 1 --secret-file .                 | --secret-file: . can't be read",
        "--id 1 --certificate a.pem             | go together: name all three",
        "--id 1 --certificate a --key b --authority c | file=a is missing",
      })
  void shouldSayWhatWasAskedWrongly(String words, String sentence) {
    assertRefused(2, sentence, words.split(" +"));
  }

  @Test
  void shouldRefuseASecretThatCouldBeGuessed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "short");
    Invocation node =
        assertRefused(2, "secretBytes=5", "--id", "1", "--secret-file", secret.toString());
    assertFalse(node.err().contains("short"), node.err());
  }

  @Test
  void shouldRefuseADirectoryThatIsAFile() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    assertRefused(2, "is not a directory", "--id", "1", "--dir", folder.resolve("file").toString());
  }

  @Test
  void shouldRefuseADirectoryThatCanNotBeWritten() {
    assertRefused(2, "--dir: /proc/ackmark can't be used", "--id", "1", "--dir", "/proc/ackmark");
  }

  @Test
  void shouldRefuseADirectoryThatAnotherNodeHas() throws IOException {
    try (Closeable held = new PosixDisk(folder).lock()) {
      assertRefused(2, "in use", "--id", "1", "--listen", "127.0.0.1:0");
      assertTrue(held != null);
    }
  }

  @Test
  void shouldFailWhereThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listen = "127.0.0.1:" + taken.getLocalPort();
      assertRefused(5, "can't be had", "--id", "1", "--listen", listen);
    }
  }

  private Invocation assertRefused(int code, String sentence, String... words) {
    List<String> all = new ArrayList<>(List.of("quorum", "node"));
    all.addAll(List.of(words));
    if (!all.contains("--dir")) {
      all.addAll(List.of("--dir", folder.toString()));
    }
    Invocation node = Invocation.of(all.toArray(String[]::new));
    assertEquals(code, node.code(), node.err());
    assertTrue(node.err().contains(sentence), node.err());
    assertFalse(node.err().contains("\tat "), node.err());
    assertEquals("", node.out());
    return node;
  }
}
