package org.ackmark.quorum.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The events that Knossos reads. */
class HistoryEdnTest {
  private static final Pattern LINE =
      Pattern.compile(
          "\\{:process (\\d+), :type :(invoke|ok|fail|info), :f :(read|write), :value (nil|\\d+),"
              + " :time (\\d+)}\n");

  private Path file;

  @BeforeEach
  void name(@TempDir Path directory) {
    file = directory.resolve("history.edn");
  }

  private String written(History history, String key) throws IOException {
    HistoryEdn.write(history, key, file);
    return Files.readString(file);
  }

  @Test
  void shouldWriteTheGoldenText() throws IOException {
    History history =
        History.of(
            Operation.write(0, "x", 7, 10, 20),
            new Operation(0, "x", Kind.WRITE, 8, 25, 30, Outcome.INFO),
            new Operation(0, "x", Kind.WRITE, 9, 35, 40, Outcome.FAIL),
            Operation.write(0, "y", 5, 10, 20),
            Operation.read(1, "x", Operation.ABSENT, 10, 15),
            Operation.read(1, "x", 8, 15, 45),
            new Operation(1, "x", Kind.READ, 0, 50, Operation.NEVER, Outcome.INFO));
    assertEquals(
        """
        {:process 0, :type :invoke, :f :write, :value 0, :time 10}
        {:process 0, :type :ok, :f :write, :value 0, :time 10}
        {:process 1, :type :invoke, :f :write, :value 7, :time 10}
        {:process 2, :type :invoke, :f :read, :value nil, :time 10}
        {:process 3, :type :invoke, :f :read, :value nil, :time 15}
        {:process 2, :type :ok, :f :read, :value 0, :time 15}
        {:process 1, :type :ok, :f :write, :value 7, :time 20}
        {:process 1, :type :invoke, :f :write, :value 8, :time 25}
        {:process 1, :type :info, :f :write, :value 8, :time 30}
        {:process 4, :type :invoke, :f :write, :value 9, :time 35}
        {:process 4, :type :fail, :f :write, :value 9, :time 40}
        {:process 3, :type :ok, :f :read, :value 8, :time 45}
        {:process 2, :type :invoke, :f :read, :value nil, :time 50}
        """,
        written(history, "x"));
  }

  @Test
  void shouldRefuseAKeyThatTheHistoryDoesNotKnow() {
    assertThrows(IllegalArgumentException.class, () -> HistoryEdn.write(History.of(), "x", file));
  }

  /** The file alone, read by Knossos's rules, leads to the same verdict. */
  @Test
  void shouldSayTheSameByTheRulesOfItsReaders() throws IOException {
    SplittableRandom random = new SplittableRandom(RandomHistory.seed());
    int condemned = 0;
    for (int i = 0; i < 300; i++) {
      History history = RandomHistory.draw(random, i % 2 == 0).history();
      for (String key : history.keys()) {
        History there = History.of(history.operationsOn(key));
        History back = asReadByKnossos(written(history, key));
        boolean linearizable = ExhaustiveChecker.linearizable(there);
        assertEquals(linearizable, ExhaustiveChecker.linearizable(back), Files.readString(file));
        condemned += linearizable ? 0 : 1;
      }
    }
    assertTrue(condemned > 50, "condemned=" + condemned);
  }

  /** Order is all that counts there; the first two lines write the initial value. */
  private static History asReadByKnossos(String text) {
    List<MatchResult> lines = LINE.matcher(text).results().toList();
    assertEquals(text.lines().count(), lines.size(), text);
    List<Operation> operations = new ArrayList<>();
    Map<Integer, Integer> invokedAt = new HashMap<>();
    Map<Integer, MatchResult> invocations = new HashMap<>();
    for (int at = 2; at < lines.size(); at++) {
      MatchResult line = lines.get(at);
      int process = Integer.parseInt(line.group(1));
      assertTrue(process > 0, text);
      if (line.group(2).equals("invoke")) {
        assertFalse(invokedAt.containsKey(process), () -> process + " is still busy\n" + text);
        invokedAt.put(process, at);
        invocations.put(process, line);
      } else if (line.group(2).equals("info")) {
        assertTrue(invokedAt.containsKey(process), text);
      } else {
        operations.add(ended(line, invokedAt.remove(process), at));
      }
    }
    invokedAt.forEach((process, at) -> operations.add(open(invocations.get(process), at)));
    return History.of(operations);
  }

  private static Operation ended(MatchResult line, int from, int to) {
    Outcome outcome = line.group(2).equals("ok") ? Outcome.OK : Outcome.FAIL;
    return new Operation(0, "x", kind(line), value(line), from, to, outcome);
  }

  private static Operation open(MatchResult line, int from) {
    return new Operation(0, "x", kind(line), value(line), from, Operation.NEVER, Outcome.INFO);
  }

  private static Kind kind(MatchResult line) {
    return line.group(3).equals("read") ? Kind.READ : Kind.WRITE;
  }

  private static long value(MatchResult line) {
    return line.group(4).equals("nil") ? Operation.ABSENT : Long.parseLong(line.group(4));
  }
}
