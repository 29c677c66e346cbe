package org.ackmark.results.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing to hide.
 *
 * @param pattern where it stands
 * @param replacement what stands there instead, with the groups of the pattern
 * @param length of what is hidden: longer things are hidden first
 */
record Rule(Pattern pattern, String replacement, int length) {
  /** These names are everybody's, and stand in texts as words. */
  private static final Set<String> COMMON_NAMES =
      Set.of(
          "root",
          "user",
          "nobody",
          "localhost",
          "runner",
          "ubuntu",
          "debian",
          "linux",
          "java",
          "vm");

  private static final int SHORTEST_NAME = 2;

  static Rule of(String regex, String replacement) {
    return new Rule(Pattern.compile(regex), replacement, 0);
  }

  static String apply(List<Rule> rules, String text) {
    String result = text;
    for (Rule rule : rules) {
      result = rule.pattern.matcher(result).replaceAll(rule.replacement);
    }
    return result;
  }

  /**
   * A relative path of one name is a word like any other, and is hidden only where it is resolved.
   */
  static List<Rule> forPath(Path path, String label) {
    Set<Path> spellings = new LinkedHashSet<>();
    if (path.getNameCount() > 1 || path.isAbsolute()) {
      spellings.add(path);
    }
    spellings.add(path.toAbsolutePath());
    spellings.add(path.toAbsolutePath().normalize());
    spellings.add(resolved(path));
    return spellings.stream()
        .filter(spelling -> spelling.getNameCount() > 0)
        .map(spelling -> literal("", spelling.toString(), "(?![\\w-])", label))
        .toList();
  }

  static List<Rule> forName(String name, String label) {
    if (name == null || name.length() < SHORTEST_NAME || COMMON_NAMES.contains(name)) {
      return List.of();
    }
    return List.of(literal("(?<![\\w-])", name, "(?![\\w-])", label));
  }

  private static Rule literal(String before, String text, String after, String label) {
    return new Rule(
        Pattern.compile(before + Pattern.quote(text) + after), "<" + label + ">", text.length());
  }

  private static Path resolved(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException _) {
      return path.toAbsolutePath().normalize();
    }
  }
}
