package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ackmark.bench.run.DiskFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rum                              | unknown command 'rum'; did you mean 'run'?",
        "run --varianr=sync               | unknown option '--varianr'; did you mean '--variant'?",
        "run smoke quick                  | unexpected argument 'quick'",
        "run smok                         | did you mean 'smoke'?",
        "run none.yaml                    | none.yaml",
        "run smoke --variant grup         | did you mean 'group'?",
        "run smoke -p blokcs=2            | did you mean 'blocks'?",
        "run smoke -p observation.time=1x | unknown unit 'x'",
        "run smoke -p blocks              | blocks",
        "run smoke --log plain            | did you mean 'plain-file'?",
        "run smoke --seed one             | one",
        "probe --time 5                   | needs a unit",
        "probe --time 1ms                 | at least 1s",
        "probe --writers 4                | --writers needs --against VARIANT",
        "probe --against sync --time 5s   | can't be combined",
        "probe --against synk             | did you mean 'sync'?",
        "probe --against sync --threads a | --threads can't be 'a'",
        "probe --against sync --pairs 3   | --pairs is 3, must be from 4 to 10000",
        "probe --against sync --writers 0 | --writers is 0, must be from 1",
        "probe --against sync --record 1  | needs a unit",
        "probe --against sync --record 1GiB | the floor is one write",
        "load --rate 20k                  | unknown unit 'k'; valid are /s, k/s, M/s",
        "load --rate 20K/s                | did you mean 'k/s'?",
        "load --rate 0/s                  | --rate must be from 1/s to 100M/s",
        "load --rate many                 | --rate must be a rate such as 20k/s",
        "load --slo p98<2ms               | --slo can't bound 'p98'; did you mean 'p99'?",
        "load --slo p99                   | --slo must be bounds such as p99<2ms",
        "load --slo p99<2                 | --slo has a bound of p99 that needs a unit",
        "load --arrival poison            | did you mean 'poisson'?",
        "load --variant grup              | did you mean 'group'?",
        "load --duration 5                | --duration needs a unit",
        "load --duration 1ms              | --duration must be from 100ms",
        "load --warm-up 25h               | --warm-up must be from 0ns to 24h",
        "load --record-bytes 1GiB         | --record-bytes must be from 1B to 16MiB",
        "load --outstanding 0             | --outstanding must be from 1",
        "load -p blocks=2                 | -p blocks is no knob of a log",
        "load -p group.maxDelai=1ms       | did you mean 'group.maxDelay'?",
        "load -p async.interval=1ms       | no variant of this profile reads 'async.interval'",
        "load --rat 5/s                   | did you mean '--rate'?",
        "load --fault slow --processes 3  | --fault can't be combined with a load",
        "load --engine ratis              | --engine keeps stores, and a load takes a log",
        "load --protocol abd --quorum 3/2/2 | can't be 'abd'",
        "load --level synced              | says nothing without a 'quorum'",
        "load --quorum 3/1/2              | has r=1",
        "load --quorum 3/2/2 --variant memory | never gets to level 'synced'",
        "load --processes 3 --namespaces 3 | name one",
        "load quick                       | unexpected argument 'quick'",
        "dump /dev/null                   | /dev/null is not a file",
        "export none --to jmh             | none: no such directory",
        "export none                      | --to",
        "export --to jmh                  | RUN",
        "export none --to benchfmd        | did you mean 'benchfmt'?",
        "export a b --to jmh              | --to jmh takes one run, here are 2",
        "export none --to gha             | name a folder with --out",
        "export none --to gha --out /dev/null | /dev/null is not a folder",
        "dump                             | FILE",
        "dump none-at-all                 | none-at-all: no such file",
        "run @file                        | @file",
      })
  void wrongWordThatIsNotNamed(String words, String sentence) {
    Invocation invocation = Invocation.of(words.split(" +"));
    assertRefused(invocation, ExitCode.USAGE, sentence);
  }

  @Test
  void directoryThatIsMissing() {
    assertRefused(runIn(directory.resolve("a/b")), ExitCode.USAGE, "does not exist");
  }

  @Test
  void directoryThatIsAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertRefused(runIn(file), ExitCode.USAGE, "not a directory");
  }

  @Test
  void directoryThatCannotBeMade() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertRefused(runIn(file.resolve("below")), ExitCode.USAGE, "below");
  }

  @Test
  void directoryOfSomebodyElse() throws IOException {
    Files.writeString(directory.resolve("file"), "x");
    assertRefused(runIn(directory), ExitCode.USAGE, "not ackmark's");
    assertTrue(Files.exists(directory.resolve("file")));
  }

  @Test
  void directoryThatIsTooSmall() throws IOException {
    try (DiskFolder folder = new DiskFolder()) {
      Invocation invocation =
          Invocation.of(
              "run",
              "smoke",
              "--dir",
              folder.path().toString(),
              "-p",
              "observation.bytes=1TiB",
              "-p",
              "log.segmentBytes=1GiB");
      assertRefused(invocation, ExitCode.USAGE, "MiB are needed");
    }
  }

  @Test
  void directoryInMemoryThatIsMeasured() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/dev/shm")), "there is no /dev/shm here");
    Path memory = Files.createTempDirectory(Path.of("/dev/shm"), "ackmark-");
    try {
      Invocation invocation =
          Invocation.of("run", "smoke", "--dir", memory.toString(), "-p", "observation.bytes=1MiB");
      assertEquals(ExitCode.REFUSED.code(), invocation.code(), invocation.err());
      assertTrue(invocation.err().contains("REFUSED"), invocation.err());
      assertEquals("", invocation.out());
    } finally {
      for (String name : new String[] {".ackmark", ".ackmark-lock", ""}) {
        Files.deleteIfExists(memory.resolve(name));
      }
    }
  }

  @Test
  void resultsMixedWithOthers() throws IOException {
    try (DiskFolder folder = new DiskFolder()) {
      Path data = Files.createDirectory(folder.path().resolve("data"));
      Invocation invocation =
          Invocation.of(
              "run",
              "smoke",
              "--allow-busy",
              "--dir",
              data.toString(),
              "--out",
              folder.path().toString());
      assertRefused(invocation, ExitCode.USAGE, "not empty");
    }
  }

  @Test
  void fileThatIsNoSegment() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertRefused(Invocation.of("dump", file.toString()), ExitCode.USAGE, "it has 1 bytes");
  }

  @Test
  void resultsThatCannotBeWrittenNoticedAfterTheDoctor() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    try (DiskFolder folder = new DiskFolder()) {
      Invocation invocation =
          Invocation.of(
              "run",
              "smoke",
              "--dir",
              folder.path().toString(),
              "--out",
              file.resolve("below").toString());
      assertRefused(invocation, ExitCode.USAGE, "not a directory");
      assertFalse(invocation.err().contains("verdict"), invocation.err());
    }
  }

  @Test
  void profileThatIsAFolder() {
    assertRefused(Invocation.of("run", directory.toString()), ExitCode.USAGE, "that is not a file");
  }

  private static Invocation runIn(Path path) {
    return Invocation.of("run", "smoke", "--dir", path.toString());
  }

  private static void assertRefused(Invocation invocation, ExitCode code, String sentence) {
    assertEquals(code.code(), invocation.code(), invocation.err());
    assertTrue(invocation.err().contains(sentence), invocation.err());
    assertFalse(invocation.err().contains("\tat "), invocation.err());
    assertEquals("", invocation.out());
  }
}
