package org.ackmark.quorum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What this module's pages say of tests and files holds: what they name exists, and the table of
 * scenarios and the tests that call themselves one are the same.
 */
class PagesTest {
  private static final List<Path> SOURCES =
      List.of(Path.of("src/test/java"), Path.of("../wal/src/test/java"));

  /** {@code `SomeTest`} or {@code `SomeTest.shouldDoIt`}. */
  private static final Pattern MENTION = Pattern.compile("`(\\w+(?:Test|Contract))(?:\\.(\\w+))?`");

  private static final Pattern LINK = Pattern.compile("]\\((?!http)([^)#]+)");

  /** A row of the table. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([WQX]\\d+) \\|.*$");

  /** A test in a row: its method, and the file that has it. */
  private static final Pattern TEST =
      Pattern.compile("\\[`(\\w+)\\.(should\\w+)`]\\(([^)]*/\\1\\.java)\\)");

  /** A comment that begins with the scenarios' ids, and the method that follows. */
  private static final Pattern SCENARIO =
      Pattern.compile(
          "/\\*\\*[\\s*]*((?:[WQX]\\d+(?:, )?)+): (?:(?!\\*/).)*+\\*/(?:(?!\\bvoid ).)*+void"
              + " (\\w+)\\(",
          Pattern.DOTALL);

  private final Map<Path, String> sources = new HashMap<>();

  PagesTest() throws IOException {
    for (Path root : SOURCES) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> sources.put(file, read(file)));
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "LOG.md", "SCENARIOS.md"})
  void shouldNameOnlyTestsAndFilesThatExist(String page) {
    String text = read(Path.of(page));
    assertEquals(List.of(), missing(text));
    assertTrue(count(MENTION, text) >= 5, "vacuous: " + page + " names no tests");
  }

  /** The negative control. */
  @Test
  void shouldNoticeATestOrAFileThatDoesNotExist() {
    String text =
        "`PagesTest` `PagesTest.shouldNoticeATestOrAFileThatDoesNotExist` [here](README.md)"
            + " `NoSuchTest` `PagesTest.shouldNotExist` [there](NOWHERE.md)";
    assertEquals(List.of("NoSuchTest", "PagesTest.shouldNotExist", "NOWHERE.md"), missing(text));
  }

  private List<String> missing(String text) {
    List<String> missing = new ArrayList<>();
    MENTION
        .matcher(text)
        .results()
        .filter(mention -> !exists(mention.group(1), mention.group(2)))
        .forEach(mention -> missing.add(mention.group().replace("`", "")));
    LINK.matcher(text)
        .results()
        .map(link -> link.group(1))
        .filter(link -> !Files.exists(Path.of(link)))
        .forEach(missing::add);
    return missing;
  }

  private boolean exists(String className, String method) {
    return sources.entrySet().stream()
        .filter(source -> source.getKey().endsWith(className + ".java"))
        .anyMatch(source -> method == null || source.getValue().contains("void " + method + "("));
  }

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }

  @Test
  void shouldListEveryScenarioWithItsTestsAndNoOthers() {
    String page = read(Path.of("SCENARIOS.md"));
    assertEquals(fromSources(), fromPage(page));
    assertEquals(ids(), ROW.matcher(page).results().map(row -> row.group(1)).toList());
  }

  /** The negative control. */
  @Test
  void shouldNoticeARowThatNamesTheWrongTestOrFile() {
    String page = read(Path.of("SCENARIOS.md"));
    MatchResult first = TEST.matcher(page).results().findFirst().orElseThrow();
    for (String wrong :
        List.of(
            first.group().replace(first.group(2), "shouldNotExist"),
            first.group().replace("src/test", "src/main"),
            "")) {
      assertNotEquals(fromSources(), fromPage(page.replace(first.group(), wrong)), wrong);
    }
  }

  private static List<String> ids() {
    return Stream.of(ids("W", 14), ids("Q", 23), ids("X", 6)).flatMap(some -> some).toList();
  }

  private static Stream<String> ids(String letter, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(number -> letter + number);
  }

  /** Each with its scenario, file and method. */
  private Set<String> fromSources() {
    Set<String> tests = new TreeSet<>();
    sources.forEach((file, text) ->
        SCENARIO
            .matcher(text)
            .results()
            .forEach(test -> {
              for (String id : test.group(1).split(", ")) {
                tests.add(id + " " + file + " " + test.group(2));
              }
            }));
    return tests;
  }

  private static Set<String> fromPage(String page) {
    Set<String> tests = new TreeSet<>();
    ROW.matcher(page)
        .results()
        .forEach(row ->
            TEST.matcher(row.group())
                .results()
                .forEach(test ->
                    tests.add(row.group(1) + " " + Path.of(test.group(3)) + " " + test.group(2))));
    return tests;
  }
}
