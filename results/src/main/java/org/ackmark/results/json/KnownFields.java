package org.ackmark.results.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ackmark.results.ResultsException;

/**
 * The fields of a record and of the records in it, to refuse others at the line where they stand.
 * Jackson tells only the line where their object ends, and does not look at all in records whose
 * parts stand flat beside their own fields.
 */
final class KnownFields {
  private static final KnownFields ANY = new KnownFields();

  private final Map<String, KnownFields> fields = new HashMap<>();

  private KnownFields() {}

  static KnownFields of(Type type) {
    if (type instanceof Class<?> record && record.isRecord() && !scalar(record)) {
      KnownFields known = new KnownFields();
      known.addFields(record);
      return known;
    }
    boolean list = type instanceof ParameterizedType generic && generic.getRawType() != Map.class;
    return list ? of(((ParameterizedType) type).getActualTypeArguments()[0]) : ANY;
  }

  /** Checks text that begins at that line, counted from 0: an object or a list of objects. */
  void check(Path file, int firstLine, byte[] text) throws IOException {
    try (JsonParser parser = Mapping.STRICT.createParser(text)) {
      parser.nextToken();
      checkValue(file, firstLine, parser);
    }
  }

  /** A record that is written as one value has no fields. */
  private static boolean scalar(Class<?> record) {
    return Mapping.STRICT
            .getSerializationConfig()
            .introspect(Mapping.STRICT.constructType(record))
            .findJsonValueAccessor()
        != null;
  }

  private void addFields(Class<?> record) {
    for (RecordComponent component : record.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        addFields(component.getType());
      } else {
        fields.put(component.getName(), of(component.getGenericType()));
      }
    }
  }

  private void checkValue(Path file, int firstLine, JsonParser parser) throws IOException {
    if (this == ANY) {
      parser.skipChildren();
    } else if (parser.hasToken(JsonToken.START_OBJECT)) {
      checkObject(file, firstLine, parser);
    } else if (parser.hasToken(JsonToken.START_ARRAY)) {
      while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
        checkValue(file, firstLine, parser);
      }
    }
  }

  private void checkObject(Path file, int firstLine, JsonParser parser) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      KnownFields known = fields.get(name);
      if (known == null) {
        int line = firstLine + parser.currentLocation().getLineNr();
        throw new ResultsException(file, line, "unknown field " + name);
      }
      parser.nextToken();
      known.checkValue(file, firstLine, parser);
    }
  }
}
