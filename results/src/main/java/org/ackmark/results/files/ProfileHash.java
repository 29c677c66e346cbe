package org.ackmark.results.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What a resolved profile asks for, as 16 hexadecimal digits: runs of equal hashes measured the
 * same. Its name and description, the order's seed and the number of blocks do not count: they
 * change how much is known, not what is measured. Pure.
 */
public final class ProfileHash {
  private static final List<String> NOT_COUNTED = List.of("name", "description", "seed", "blocks");
  private static final int BYTES = 8;

  private ProfileHash() {}

  /** Of a profile as it stands in {@code run.json}. */
  public static String of(JsonNode profile) {
    JsonNode counted = profile.deepCopy();
    if (counted instanceof ObjectNode fields) {
      fields.remove(NOT_COUNTED);
    }
    byte[] digest = sha256().digest(canonical(counted).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, BYTES);
  }

  /** Fields in the order of their names, without white space. */
  private static String canonical(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, String> sorted = new TreeMap<>();
      node.properties().forEach(field -> sorted.put(field.getKey(), canonical(field.getValue())));
      StringJoiner text = new StringJoiner(",", "{", "}");
      sorted.forEach((name, value) -> text.add("\"" + name + "\":" + value));
      return text.toString();
    }
    if (node.isArray()) {
      StringJoiner text = new StringJoiner(",", "[", "]");
      node.forEach(element -> text.add(canonical(element)));
      return text.toString();
    }
    return node.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
