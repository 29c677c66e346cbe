package org.ackmark.quorum.check;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The history of one key as the events that Knossos and Jepsen read: {@code knossos --model
 * register FILE}, one file for each key.
 *
 * <pre>
 *   {:process 1, :type :invoke, :f :write, :value 7, :time 10}
 *   {:process 1, :type :ok, :f :write, :value 7, :time 20}
 * </pre>
 *
 * <p>What those tools take for granted, and is seen to here:
 *
 * <ul>
 *   <li>A process has one operation open at most, and none ever again after an {@code :info}. A
 *       client that goes on after a timeout, or has several operations open, goes on as another
 *       process.
 *   <li>Events at the same time are concurrent here, so the invocations come first.
 *   <li>A read of {@code nil} matches every state in Knossos. So process 0 writes 0 before all
 *       else, and a read that found nothing has read 0.
 * </ul>
 */
public final class HistoryEdn {
  private static final int INITIAL_WRITER = 0;

  private final BufferedWriter out;
  private final Map<Integer, Deque<Integer>> idleByClient = new HashMap<>();

  /** By identity: a client may do the same thing twice at the same time. */
  private final IdentityHashMap<Operation, Integer> open = new IdentityHashMap<>();

  private int lastProcess = INITIAL_WRITER;

  private HistoryEdn(BufferedWriter out) {
    this.out = out;
  }

  /**
   * Writes the operations on that key, replacing what the file held; blocks; nothing is synced.
   *
   * @throws IllegalArgumentException when the history does not know the key
   */
  public static void write(History history, String key, Path file) throws IOException {
    if (!history.keys().contains(key)) {
      throw new IllegalArgumentException("key=" + key);
    }
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      new HistoryEdn(out).writeAll(events(history.operationsOn(key)));
    }
  }

  private static List<Event> events(List<Operation> operations) {
    return operations.stream()
        .flatMap(o -> Stream.of(new Event(o, false), new Event(o, true)))
        .filter(event -> event.timeNs() < Operation.NEVER)
        .sorted(Comparator.comparingLong(Event::timeNs).thenComparing(Event::completion))
        .toList();
  }

  private void writeAll(List<Event> events) throws IOException {
    if (!events.isEmpty()) {
      line(INITIAL_WRITER, "invoke", Kind.WRITE, "0", events.getFirst().timeNs());
      line(INITIAL_WRITER, "ok", Kind.WRITE, "0", events.getFirst().timeNs());
    }
    for (Event event : events) {
      write(event, event.completion ? end(event.operation) : begin(event.operation));
    }
  }

  private int begin(Operation operation) {
    Integer idle = idleOf(operation).poll();
    int process = idle == null ? ++lastProcess : idle;
    open.put(operation, process);
    return process;
  }

  private int end(Operation operation) {
    int process = open.remove(operation);
    if (operation.outcome() != Outcome.INFO) {
      idleOf(operation).add(process);
    }
    return process;
  }

  private Deque<Integer> idleOf(Operation operation) {
    return idleByClient.computeIfAbsent(operation.client(), client -> new ArrayDeque<>());
  }

  private void write(Event event, int process) throws IOException {
    line(process, event.type(), event.operation.kind(), event.value(), event.timeNs());
  }

  private void line(int process, String type, Kind kind, String value, long timeNs)
      throws IOException {
    out.write(
        "{:process "
            + process
            + ", :type :"
            + type
            + ", :f :"
            + lower(kind)
            + ", :value "
            + value
            + ", :time "
            + timeNs
            + "}\n");
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A beginning or an end. */
  private record Event(Operation operation, boolean completion) {
    long timeNs() {
      return completion ? operation.completedNs() : operation.invokedNs();
    }

    String type() {
      return completion ? lower(operation.outcome()) : "invoke";
    }

    String value() {
      boolean known = completion && operation.outcome() == Outcome.OK;
      return known || operation.isWrite() ? String.valueOf(operation.value()) : "nil";
    }
  }
}
