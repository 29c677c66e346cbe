package org.ackmark.results.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the Go benchmark format by the rules of golang.org/x/perf/benchfmt (reader.go: Scan,
 * parseKeyValueLine, parseBenchmarkLine, parseUnitLine; result.go: Name.Parts), and refuses what
 * that reader would skip without a word: a line that is none of the format and no comment.
 */
final class BenchfmtReader {
  private static final Pattern KEY_VALUE = Pattern.compile("(\\p{Ll}[^\\s\\p{Lu}:]*):[ \\t]*(.*)");
  private static final Pattern PROCESSORS = Pattern.compile("(.*)(-\\d+)");

  /** One line of figures, with the configuration in force. */
  record Result(
      String base,
      Map<String, String> name,
      long iterations,
      Map<String, Double> values,
      Map<String, String> config) {}

  final List<Result> results = new ArrayList<>();
  final Map<String, String> better = new TreeMap<>();
  private final Map<String, String> config = new LinkedHashMap<>();

  BenchfmtReader(String text) {
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("the last line has no end");
    }
    text.lines().forEach(this::read);
  }

  private void read(String line) {
    Matcher keyValue = KEY_VALUE.matcher(line);
    if (line.startsWith("Benchmark")) {
      results.add(result(line.substring("Benchmark".length())));
    } else if (line.startsWith("Unit ")) {
      readUnit(line.split("\\s+"));
    } else if (keyValue.matches()) {
      configure(keyValue.group(1), keyValue.group(2));
    } else if (!line.isEmpty() && !line.startsWith("#")) {
      throw new IllegalArgumentException("no line of the format: " + line);
    }
  }

  private void configure(String key, String value) {
    if (value.isEmpty()) {
      config.remove(key);
    } else {
      config.put(key, value);
    }
  }

  private void readUnit(String[] words) {
    if (words.length != 3 || !words[2].matches("better=(higher|lower)")) {
      throw new IllegalArgumentException("no metadata: " + String.join(" ", words));
    }
    if (better.putIfAbsent(words[1], words[2].substring("better=".length())) != null) {
      throw new IllegalArgumentException("declared twice: " + words[1]);
    }
  }

  private Result result(String line) {
    String[] words = line.split("\\s+");
    if (words.length < 4 || words.length % 2 != 0) {
      throw new IllegalArgumentException("not name, iterations and pairs: " + line);
    }
    Map<String, Double> values = new HashMap<>();
    for (int i = 2; i < words.length; i += 2) {
      double value = Double.parseDouble(words[i]);
      if (!Double.isFinite(value) || values.put(words[i + 1], value) != null) {
        throw new IllegalArgumentException("not finite, or twice: " + words[i + 1]);
      }
    }
    String[] parts = parts(words[0]);
    return new Result(parts[0], name(parts), Long.parseLong(words[1]), values, Map.copyOf(config));
  }

  private static String[] parts(String name) {
    if (PROCESSORS.matcher(name).matches()) {
      throw new IllegalArgumentException("its end reads as a number of processors: " + name);
    }
    return name.split("/");
  }

  private static Map<String, String> name(String[] parts) {
    Map<String, String> name = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1
          || name.put(parts[i].substring(0, equals), parts[i].substring(equals + 1)) != null) {
        throw new IllegalArgumentException("no key, or twice: " + parts[i]);
      }
    }
    return name;
  }
}
