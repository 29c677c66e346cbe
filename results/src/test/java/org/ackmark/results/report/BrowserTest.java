package org.ackmark.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens reports in a headless browser, from a file, as a reader would. */
class BrowserTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  @TempDir Path folder;
  private Path browser;

  private record Visit(String page, String console) {}

  @BeforeEach
  void findBrowser() {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "none of " + NAMES + " is in PATH: the page was not opened");
    browser = found.get();
  }

  @Test
  void shouldOpenWithoutAWordOnTheConsole() throws Exception {
    Path run = SampleRun.everything(folder.resolve("run"));
    Path page = run.resolve(Report.FILE);
    Report.write(List.of(run), page);
    Visit visit = visit(page);
    assertEquals("", visit.console);
    assertTrue(visit.page.contains("Theme: auto"), "the script did not run");
    assertTrue(visit.page.contains("<button type=\"button\">commits/s</button>"));
  }

  @Test
  void shouldOpenTwoRunsWithoutAWordOnTheConsole() throws Exception {
    Path run = SampleRun.everything(folder.resolve("a"));
    Path other = SampleRun.many(folder.resolve("b"), 20);
    Path page = run.resolve(Report.FILE_OF_TWO);
    Report.write(List.of(run, other), page);
    assertEquals("", visit(page).console);
  }

  @Test
  void shouldNoticeAScriptThatIsNotItsOwn() throws Exception {
    Path run = SampleRun.many(folder.resolve("run"), 2);
    Path page = run.resolve(Report.FILE);
    Report.write(List.of(run), page);
    String text = Files.readString(page);
    Files.writeString(page, text.replace("</main>", "<script>document.title='x'</script></main>"));
    Visit visit = visit(page);
    assertTrue(visit.console.contains("Content Security Policy"), visit.console);
    assertFalse(visit.page.contains("<title>x</title>"), "a foreign script ran");
  }

  private Visit visit(Path page) throws IOException, InterruptedException {
    Path dom = folder.resolve("dom");
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    assertEquals(0, process.waitFor());
    String console =
        Files.readString(log, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.contains(":CONSOLE"))
            .reduce("", (a, b) -> a + b + "\n");
    return new Visit(Files.readString(dom, StandardCharsets.UTF_8), console);
  }
}
