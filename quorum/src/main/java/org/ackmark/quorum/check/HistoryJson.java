package org.ackmark.quorum.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A history as the list of operations that Porcupine takes: decoded by Go into its {@code
 * Operation} each line needs only its own types for input and output. Nothing is lost: what was
 * written reads back as it was.
 *
 * <pre>
 *   {"clientId":0,"input":{"key":"x","op":"write","value":7},"call":10,"output":{"outcome":"ok"},"return":20}
 *   {"clientId":1,"input":{"key":"x","op":"read"},"call":15,"output":{"outcome":"ok","value":7},"return":30}
 *   {"clientId":0,"input":{"key":"x","op":"write","value":8},"call":40,"output":{"outcome":"info","completed":50},"return":91}
 * </pre>
 *
 * <p>The model to judge it by: partition by key; the state begins as 0, which is also what a read
 * that found nothing returned; a write that did not fail sets it; a read whose outcome is ok must
 * return it; all else changes nothing and is legal. An indeterminate operation returns when all is
 * over, so that it may take effect at any time, the end included, where nobody sees it.
 */
public final class HistoryJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectWriter WRITER = MAPPER.writerFor(OperationJson.class);
  private static final ObjectReader READER = MAPPER.readerFor(OperationJson.class);

  private HistoryJson() {}

  /** Writes the file, replacing what it held; blocks; nothing is synced. */
  public static void write(History history, Path file) throws IOException {
    long overNs = lastNs(history) + 1;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      String before = "[\n";
      for (Operation operation : history) {
        out.write(before);
        out.write(WRITER.writeValueAsString(OperationJson.of(operation, overNs)));
        before = ",\n";
      }
      out.write(history.size() == 0 ? "[]\n" : "\n]\n");
    }
  }

  private static long lastNs(History history) {
    return history.operations().mapToLong(HistoryJson::lastNs).max().orElse(0);
  }

  private static long lastNs(Operation operation) {
    boolean ended = operation.completedNs() < Operation.NEVER;
    return ended ? operation.completedNs() : operation.invokedNs();
  }

  /**
   * Reads such a file.
   *
   * @throws BadHistoryException when it is something else, or an operation contradicts itself
   */
  public static History read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = MAPPER.createParser(in)) {
      return History.of(operations(parser, file));
    } catch (JsonProcessingException e) {
      long offset = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
      throw new BadHistoryException(file, offset, e.getOriginalMessage(), e);
    }
  }

  private static List<Operation> operations(JsonParser parser, Path file) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw bad(file, parser, "this is no list of operations", null);
    }
    List<Operation> operations = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      OperationJson line = READER.readValue(parser);
      try {
        operations.add(line.operation());
      } catch (IllegalArgumentException e) {
        throw bad(file, parser, e.getMessage(), e);
      }
    }
    if (parser.nextToken() != null) {
      throw bad(file, parser, "something follows the list", null);
    }
    return operations;
  }

  private static BadHistoryException bad(
      Path file, JsonParser parser, String reason, Throwable cause) {
    return new BadHistoryException(file, parser.currentLocation().getByteOffset(), reason, cause);
  }
}
