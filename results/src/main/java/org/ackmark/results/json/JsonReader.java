package org.ackmark.results.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ackmark.results.ResultsException;
import org.ackmark.results.SchemaVersion;

/**
 * Reads files of one schema version. Unknown fields are refused, unless the version is a newer
 * minor one: then they are what it added, and are skipped. Every problem is a {@link
 * ResultsException} that names file and line. Safe for many threads.
 */
public final class JsonReader {
  private final JsonMapper mapper;
  private final boolean strict;

  /** A reader for files of that version. */
  public JsonReader(SchemaVersion version) {
    strict = !version.newer();
    mapper = strict ? Mapping.STRICT : Mapping.LENIENT;
  }

  /** The lines of a file, and whether its last was cut off. */
  public record Lines<T>(List<T> values, boolean torn) {
    /** Copies the values. */
    public Lines {
      values = List.copyOf(values);
    }
  }

  /** Any JSON, as a tree. */
  public static JsonNode tree(Path file) {
    byte[] text = bytes(file);
    try {
      JsonNode tree = Mapping.STRICT.readTree(text);
      if (tree == null || tree.isMissingNode()) {
        throw new ResultsException(file, "empty");
      }
      return tree;
    } catch (IOException e) {
      throw problem(file, 0, e);
    }
  }

  /** A file that holds one object. */
  public <T> T object(Path file, Class<T> type) {
    return value(file, 0, bytes(file), type, KnownFields.of(type));
  }

  /** A file that holds a list of objects. */
  public <T> List<T> list(Path file, Class<T> type) {
    Object[] values =
        (Object[]) value(file, 0, bytes(file), type.arrayType(), KnownFields.of(type));
    if (Arrays.asList(values).contains(null)) {
      throw new ResultsException(file, "an element of the list is null");
    }
    return Arrays.stream(values).<T>map(type::cast).toList();
  }

  /**
   * A file that holds one object on each line. A last line without its end was cut off by a crash:
   * if it is not whole, it is left out and reported as torn.
   */
  public <T> Lines<T> lines(Path file, Class<T> type) {
    byte[] text = bytes(file);
    KnownFields known = KnownFields.of(type);
    List<T> values = new ArrayList<>();
    int line = 0;
    int start = 0;
    for (int end = lineEnd(text, start); end < text.length; end = lineEnd(text, start)) {
      values.add(value(file, line++, Arrays.copyOfRange(text, start, end), type, known));
      start = end + 1;
    }
    if (start == text.length) {
      return new Lines<>(values, false);
    }
    byte[] rest = Arrays.copyOfRange(text, start, text.length);
    boolean torn = !whole(rest);
    if (!torn) {
      values.add(value(file, line, rest, type, known));
    }
    return new Lines<>(values, torn);
  }

  private <T> T value(Path file, int firstLine, byte[] text, Class<T> type, KnownFields known) {
    try {
      if (strict) {
        known.check(file, firstLine, text);
      }
      T value = mapper.readValue(text, type);
      if (value == null) {
        throw new ResultsException(file, firstLine + 1, "expected an object, found null");
      }
      return value;
    } catch (IOException e) {
      throw problem(file, firstLine, e);
    }
  }

  private static int lineEnd(byte[] text, int start) {
    int end = start;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end;
  }

  private static boolean whole(byte[] text) {
    try {
      return Mapping.STRICT.readTree(text).isObject();
    } catch (IOException _) {
      return false;
    }
  }

  private static ResultsException problem(Path file, int firstLine, IOException cause) {
    return cause instanceof JsonProcessingException json
        ? Problem.in(file, firstLine, json)
        : ResultsException.unreadable(file, cause);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw ResultsException.unreadable(file, e);
    }
  }
}
