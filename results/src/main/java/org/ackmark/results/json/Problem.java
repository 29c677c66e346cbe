package org.ackmark.results.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.ackmark.results.ResultsException;

/** Jackson's complaints in the words of the file's reader. */
final class Problem {
  private Problem() {}

  /** The complaint about a file whose text begins at that line, counted from 0. */
  static ResultsException in(Path file, int firstLine, JsonProcessingException cause) {
    JsonLocation location = cause.getLocation();
    int line = location == null ? 1 : Math.max(1, location.getLineNr());
    return new ResultsException(file, firstLine + line, words(cause), cause);
  }

  private static String words(JsonProcessingException cause) {
    return switch (cause) {
      case JsonEOFException _ -> "truncated: the text ends inside a value";
      case StreamReadException syntax -> "not JSON: " + firstLine(syntax.getOriginalMessage());
      case UnrecognizedPropertyException unknown -> "unknown field " + fieldPath(unknown);
      case ValueInstantiationException refused -> at(refused) + refusal(refused);
      case InvalidFormatException format ->
          at(format) + expected(format.getTargetType()) + ", found " + format.getValue();
      case MismatchedInputException mismatch -> mismatch(mismatch);
      case JsonMappingException mapping when mapping.getCause() instanceof StreamReadException e ->
          words(e);
      case JsonMappingException mapping -> at(mapping) + firstLine(mapping.getOriginalMessage());
      default -> firstLine(cause.getOriginalMessage());
    };
  }

  /** The records say what they refuse; Jackson wraps it. */
  private static String refusal(ValueInstantiationException refused) {
    Throwable cause = refused.getCause();
    return cause == null ? firstLine(refused.getOriginalMessage()) : cause.getMessage();
  }

  private static String mismatch(MismatchedInputException mismatch) {
    String message = firstLine(mismatch.getOriginalMessage());
    if (message.startsWith("No content to map")) {
      return "empty";
    }
    if (message.startsWith("Cannot map `null`")) {
      return fieldPath(mismatch) + " is missing";
    }
    if (message.startsWith("Trailing token")) {
      return "more text after the value";
    }
    return at(mismatch) + expected(mismatch.getTargetType());
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "of the wrong type";
    }
    if (type.isEnum()) {
      return "expected one of " + constants(type);
    }
    return "expected " + kind(type);
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Problem::written)
        .collect(Collectors.joining(", "));
  }

  private static String written(Object constant) {
    return Mapping.STRICT.convertValue(constant, String.class);
  }

  private static String kind(Class<?> type) {
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "text";
    }
    if (type == Instant.class) {
      return "a time such as 2026-01-31T12:00:00Z";
    }
    return type.isArray() || Iterable.class.isAssignableFrom(type) ? "a list" : "an object";
  }

  private static String at(JsonMappingException problem) {
    String path = fieldPath(problem);
    return path.isEmpty() ? "" : path + ": ";
  }

  private static String fieldPath(JsonMappingException problem) {
    return problem.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("unreadable");
  }
}
