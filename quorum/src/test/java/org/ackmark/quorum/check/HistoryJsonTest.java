package org.ackmark.quorum.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of operations that Porcupine takes. */
class HistoryJsonTest {
  private static final History ALL_KINDS =
      History.of(
          Operation.write(0, "x", 7, 10, 20),
          Operation.read(1, "x", 7, 15, 30),
          Operation.read(1, "a \"key\"", Operation.ABSENT, 31, 33),
          new Operation(0, "x", Kind.WRITE, 8, 40, 50, Outcome.INFO),
          new Operation(2, "x", Kind.WRITE, 9, 41, 42, Outcome.FAIL),
          new Operation(3, "x", Kind.READ, 0, 43, Operation.NEVER, Outcome.INFO),
          new Operation(4, "x", Kind.READ, 0, 44, 90, Outcome.FAIL));
  private static final String GOLDEN =
      """
      [
      {"clientId":0,"input":{"key":"x","op":"write","value":7},"call":10,"output":{"outcome":"ok"},"return":20},
      {"clientId":1,"input":{"key":"x","op":"read"},"call":15,"output":{"outcome":"ok","value":7},"return":30},
      {"clientId":1,"input":{"key":"a \\"key\\"","op":"read"},"call":31,"output":{"outcome":"ok","value":0},"return":33},
      {"clientId":0,"input":{"key":"x","op":"write","value":8},"call":40,"output":{"outcome":"info","completed":50},"return":91},
      {"clientId":2,"input":{"key":"x","op":"write","value":9},"call":41,"output":{"outcome":"fail"},"return":42},
      {"clientId":3,"input":{"key":"x","op":"read"},"call":43,"output":{"outcome":"info"},"return":91},
      {"clientId":4,"input":{"key":"x","op":"read"},"call":44,"output":{"outcome":"fail"},"return":90}
      ]
      """;

  private Path file;

  @BeforeEach
  void name(@TempDir Path directory) {
    file = directory.resolve("history.json");
  }

  private static void requireSame(History expected, History actual) {
    assertEquals(expected.operations().toList(), actual.operations().toList());
  }

  @Test
  void shouldWriteAndReadTheGoldenText() throws IOException {
    HistoryJson.write(ALL_KINDS, file);
    assertEquals(GOLDEN, Files.readString(file));
    requireSame(ALL_KINDS, HistoryJson.read(file));
  }

  @Test
  void shouldReadBackWhateverItWrote() throws IOException {
    HistoryJson.write(History.of(), file);
    assertEquals(0, HistoryJson.read(file).size());
    SplittableRandom random = new SplittableRandom(RandomHistory.seed());
    for (int i = 0; i < 200; i++) {
      History history = RandomHistory.draw(random, i % 2 == 0).history();
      HistoryJson.write(history, file);
      requireSame(history, HistoryJson.read(file));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a missing field          | \"call\":10,        |             | call",
        "an unknown field         | \"call\":10         | \"call\":10,\"x\":1 | x",
        "an unknown operation     | \"op\":\"write\"    | \"op\":\"cas\"     | CAS",
        "null for an operation    | \"op\":\"write\"    | \"op\":null        | input.op=null",
        "null for an outcome      | \"outcome\":\"ok\"  | \"outcome\":null   | output.outcome=null",
        "an unknown outcome       | \"outcome\":\"ok\"  | \"outcome\":\"so\" | SO",
        "a write without a value  | ,\"value\":7}       | }           | input.value=null",
        "a write of nothing       | \"value\":7         | \"value\":0        | value=0",
        "an end before the call   | \"return\":20       | \"return\":9       | completedNs=9",
        "a number too large       | \"call\":10         | \"call\":99999999999999999999 |"
            + " 99999999999999999999",
        "no number                | \"call\":10         | \"call\":\"ten\"   | ten",
        "a text that is cut       | \"return\":20},     | \"return\":2       | end-of-input",
      })
  void shouldRefuseBadTextNamingFileAndOffset(String name, String from, String to, String reason)
      throws IOException {
    String first = GOLDEN.substring(0, GOLDEN.indexOf("20},") + 4);
    String bad = first.replace(from, to == null ? "" : to);
    assertTrue(GOLDEN.startsWith(first) && !bad.equals(first), name);
    Files.writeString(file, bad);
    BadHistoryException refusal =
        assertThrows(BadHistoryException.class, () -> HistoryJson.read(file));
    assertTrue(
        refusal.getMessage().startsWith(file + " offset=" + refusal.offset() + ": "),
        refusal::getMessage);
    assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
    assertTrue(refusal.offset() > 0 && refusal.offset() <= bad.length(), refusal::getMessage);
  }

  @Test
  void shouldRefuseWhatIsNoListOrGoesOnAfterIt() throws IOException {
    for (String bad : new String[] {"", "{}", "7", GOLDEN + "[]", GOLDEN + "x"}) {
      Files.writeString(file, bad);
      assertThrows(BadHistoryException.class, () -> HistoryJson.read(file), bad);
    }
  }
}
