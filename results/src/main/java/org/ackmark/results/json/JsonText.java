package org.ackmark.results.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;

/**
 * Values as JSON text, redacted, equal for equal values. A number that is not finite is a caller's
 * bug and refused. Safe for many threads.
 */
public final class JsonText {
  private static final Separators SEPARATORS =
      Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);

  private static final ObjectWriter PRETTY =
      Mapping.STRICT.writer(
          new DefaultPrettyPrinter(SEPARATORS).withObjectIndenter(new DefaultIndenter("  ", "\n")));

  private JsonText() {}

  /** Indented, on several lines, with a line end. */
  public static String pretty(Object value, Redactor redactor) {
    return text(PRETTY, value, redactor);
  }

  /** On one line, with its line end. */
  public static String line(Object value, Redactor redactor) {
    return text(Mapping.STRICT.writer(), value, redactor);
  }

  private static String text(ObjectWriter writer, Object value, Redactor redactor) {
    JsonNode tree = redactor.redact(Mapping.STRICT.<JsonNode>valueToTree(value));
    requireFinite("", tree);
    try {
      return writer.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("value cannot be written: " + e.getOriginalMessage(), e);
    }
  }

  private static void requireFinite(String name, JsonNode node) {
    if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException(name + "=" + node.doubleValue() + ", must be finite");
    }
    node.properties().forEach(field -> requireFinite(field.getKey(), field.getValue()));
    if (node.isArray()) {
      node.forEach(element -> requireFinite(name, element));
    }
  }
}
