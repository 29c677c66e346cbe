package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads who made a mistake: the whole sentence, with the place. */
class BadProfileTest {
  private static final String CHOICE =
      "name a YAML file, or one of smoke, quick, quorum, quorum-ratis, quorum-faults, gate,"
          + " standard, full, quorum-full";

  @TempDir Path directory;

  static Stream<Arguments> profiles() {
    return Stream.of(
        bad(
            "unknown key",
            "extends: quick\nblock: 2\n",
            "2:1: unknown key 'block'; did you mean 'blocks'?"),
        bad(
            "unknown key, none near",
            "extends: quick\ncolour: red\n",
            "2:1: unknown key 'colour'; valid are description, extends, blocks, seed,"
                + " primaryMetric, observation, log, group, async, variants, workloads"),
        bad(
            "unknown nested key",
            "extends: quick\nobservation:\n  time: 2s\n  warmup: 1s\n",
            "4:3: unknown key 'warmup'; did you mean 'warmUp'?"),
        bad(
            "unknown knob",
            "extends: quick\ngroup: {maxDelays: 1us}\n",
            "2:9: unknown key 'maxDelays'; did you mean 'maxDelay'?"),
        bad(
            "unknown key in a workload",
            "extends: quick\nworkloads:\n  - benchmark: commit\n    writer: 1\n",
            "4:5: unknown key 'writer'; did you mean 'writers'?"),
        bad(
            "unknown key in a variant",
            "extends: quick\nvariants:\n  - {variant: sync, lable: a}\n",
            "3:21: unknown key 'lable'; did you mean 'label'?"),
        bad(
            "duplicate key",
            "extends: quick\nblocks: 2\nseed: 1\nblocks: 3\n",
            "4:1: key 'blocks' was already given in line 2"),
        bad(
            "duplicate nested key",
            "observation: {time: 1s, bytes: 1MiB, time: 2s}\n",
            "1:38: key 'time' was already given in line 1"),
        bad(
            "no variants",
            "blocks: 2\nworkloads: [{benchmark: commit}]\n",
            "1:1: key 'variants' is missing"),
        bad("no workloads", "variants: [sync]\n", "1:1: key 'workloads' is missing"),
        bad(
            "no benchmark",
            "extends: quick\nworkloads:\n  - writers: 1\n",
            "3:5: key 'benchmark' is missing"),
        bad(
            "no variant in an entry",
            "extends: quick\nvariants:\n  - label: a\n",
            "3:5: key 'variant' is missing"),
        bad(
            "a level without a quorum",
            "extends: quick\nworkloads:\n  - benchmark: commit\n    level: written\n",
            "4:5: 'level' says nothing without a 'quorum', such as 3/2/2"),
        bad(
            "half a quorum",
            "extends: quick\nworkloads:\n  - benchmark: commit\n    quorum: 3/2\n",
            "4:13: 'quorum' must be N/R/W, such as 3/2/2, not '3/2'"),
        bad(
            "more writes than replicas",
            "extends: quick\nworkloads:\n  - benchmark: commit\n    quorum: [1/1/1, 3/2/4]\n",
            "4:21: 'quorum' must have N from 1 to 7, and R and W from 1 to N, but is '3/2/4'"),
        bad(
            "a log that is read from too few",
            "variants: [sync]\nworkloads: [{benchmark: commit, quorum: 3/1/2}]\n",
            "2:33: 'quorum' has r=1, but a log with n=3 w=2 is read, when its leader starts, from"
                + " r=2"),
        bad(
            "registers under a benchmark of logs",
            "extends: quick\nworkloads:\n  - {benchmark: commit, quorum: 3/2/2, protocol: abd}\n",
            "3:50: 'protocol' can't be 'abd'; valid are log"),
        bad(
            "a log of Ratis' under a benchmark of logs",
            "extends: quick\nworkloads:\n  - {benchmark: commit, quorum: 3/2/2, protocol: ratis}\n",
            "3:50: 'protocol' can't be 'ratis' under benchmark 'commit': nobody but Ratis appends"
                + " to its log; take store-put, store-get or store-mix"),
        bad(
            "Ratis without a majority",
            "extends: quick\nworkloads: [{benchmark: store-put, quorum: 3/1/3, protocol: ratis}]\n",
            "2:36: 'quorum' has r=1 w=3, but with n=3 protocol 'ratis' always takes a majority:"
                + " 3/2/2"),
        bad(
            "Ratis on hosts",
            "variants: [sync]\nworkloads: [{benchmark: store-put, quorum: 3/2/2, protocol: ratis,"
                + " placement: hosts}]\n",
            "2:36: 'quorum' has placement 'hosts', but replicas of protocol 'ratis' prove nothing"
                + " to each other, so they stay on one machine: one-process or processes"),
        bad(
            "a disk of Ratis' that is slowed",
            "variants: [sync]\nworkloads: [{benchmark: store-put, quorum: 3/2/2, protocol: ratis,"
                + " placement: processes, fault: slow}]\n",
            "2:36: 'quorum' has fault 'slow', which does not reach the files of protocol 'ratis':"
                + " take down or back"),
        bad(
            "links of Ratis' that are held up",
            "variants: [sync]\nworkloads: [{benchmark: store-put, quorum: 3/2/2, protocol: ratis,"
                + " placement: processes, delay: 1ms}]\n",
            "2:36: 'quorum' has delay or loss, which do not reach the connections of protocol"
                + " 'ratis'"),
        bad(
            "reads of Ratis' where nothing is read",
            "variants: [sync]\nworkloads: [{benchmark: store-put, quorum: 3/2/2, protocol: ratis,"
                + " reads: default}]\n",
            "2:68: benchmark 'store-put' reads no 'reads'"),
        bad(
            "reads of Ratis' under another protocol",
            "variants: [sync]\nworkloads: [{benchmark: store-get, quorum: 3/2/2,"
                + " reads: default}]\n",
            "2:51: 'reads' says nothing without protocol 'ratis'"),
        bad(
            "Ratis alone in memory",
            "variants: [sync]\nworkloads: [{benchmark: store-put, quorum: 1/1/1, protocol: ratis,"
                + " sync: in-memory}]\n",
            "2:36: 'quorum' has sync 'in-memory' with n=1: a log of Ratis' in memory never"
                + " acknowledges alone"),
        bad(
            "a sync of Ratis' under another protocol",
            "variants: [sync]\nworkloads: [{benchmark: store-put, quorum: 3/2/2, sync: forced}]\n",
            "2:51: 'sync' says nothing without protocol 'ratis'"),
        bad(
            "a variant by the name of Ratis",
            "extends: quick\nvariants:\n  - {variant: group, label: ratis}\n",
            "3:29: 'label' must not be the name of another variant, but is 'ratis'"),
        bad(
            "a level that memory never gets to",
            "variants: [memory]\nworkloads: [{benchmark: commit, quorum: 3/2/2}]\n",
            "2:33: variant 'memory' has no files and never gets to level 'synced'; leave one of"
                + " them out"),
        bad(
            "a quorum under a benchmark that reads none",
            "variants: [sync]\nworkloads: [{benchmark: recovery, quorum: 3/2/2}]\n",
            "2:35: benchmark 'recovery' reads no 'quorum'"),
        bad(
            "unknown variant",
            "extends: quick\nvariants:\n  - sync\n  - grop\n",
            "4:5: 'variant' can't be 'grop'; did you mean 'group'?"),
        bad(
            "unknown benchmark",
            "extends: quick\nworkloads: [{benchmark: comit}]\n",
            "2:25: 'benchmark' can't be 'comit'; did you mean 'commit'?"),
        bad(
            "unknown thread kind",
            "extends: quick\nworkloads: [{benchmark: commit, threadKind: [virtual, fibre]}]\n",
            "2:55: 'threadKind' can't be 'fibre'; valid are platform, virtual, callbacks"),
        bad(
            "callbacks of a store",
            "extends: quick\nworkloads: [{benchmark: store-get, threadKind: callbacks}]\n",
            "2:48: 'threadKind' can't be 'callbacks'; valid are platform, virtual"),
        bad(
            "unknown preallocation",
            "extends: quick\nlog:\n  preallocation: recycle\n",
            "3:18: 'preallocation' can't be 'recycle'; did you mean 'recycled'?"),
        bad(
            "unknown metric",
            "extends: quick\nprimaryMetric: p50\n",
            "2:16: 'primaryMetric' can't be 'p50'; did you mean 'p50Ns'?"),
        bad(
            "unknown variant of a workload",
            "extends: quick\nworkloads: [{benchmark: commit, variants: [snyc]}]\n",
            "2:44: 'variants' can't be 'snyc'; did you mean 'sync'?"),
        bad(
            "duration without a unit",
            "extends: quick\nobservation:\n  time: 2\n",
            "3:9: 'time' needs a unit (ns, us, ms, s, min, h) and '2' has none"),
        bad(
            "size without a unit",
            "extends: quick\nworkloads:\n  - benchmark: commit\n    recordBytes: [1KiB, 2048]\n",
            "4:25: 'recordBytes' needs a unit (B, KiB, MiB, GiB, TiB) and '2048' has none"),
        bad(
            "unknown unit",
            "extends: quick\nobservation: {bytes: 64MB}\n",
            "2:22: 'bytes' has the unknown unit 'MB'; did you mean 'MiB'?"),
        bad(
            "negative duration",
            "extends: quick\nobservation: {warmUp: -1s}\n",
            "2:23: 'warmUp' must not be negative, but is -1s"),
        bad(
            "zero duration",
            "extends: quick\nobservation: {time: 0s}\n",
            "2:21: 'time' must be from 1ms to 1h, but is 0s"),
        bad(
            "zero",
            "extends: quick\nblocks: 0\n",
            "2:9: 'blocks' must be from 1 to 1000, but is 0"),
        bad(
            "negative",
            "extends: quick\nblocks: -1\n",
            "2:9: 'blocks' must be from 1 to 1000, but is -1"),
        bad(
            "negative seed",
            "extends: quick\nseed: -1\n",
            "2:7: 'seed' must be from 0 to 999999999999999999, but is -1"),
        bad(
            "text for a number",
            "extends: quick\nblocks: two\n",
            "2:9: 'blocks' must be a whole number, not 'two'"),
        bad(
            "fraction for a number",
            "extends: quick\nblocks: 2.5\n",
            "2:9: 'blocks' must be a whole number, not '2.5'"),
        bad(
            "number too long for 64 bits",
            "extends: quick\nblocks: 99999999999999999999\n",
            "2:9: 'blocks' must be a whole number, not '99999999999999999999'"),
        bad(
            "list for a value",
            "extends: quick\nblocks: [2, 3]\n",
            "2:9: 'blocks' must be one value, not a list"),
        bad(
            "mapping for a value",
            "extends: quick\nblocks:\n  count: 2\n",
            "3:3: 'blocks' must be one value, not a mapping of keys"),
        bad(
            "value for a mapping",
            "extends: quick\nobservation: 2s\n",
            "2:14: 'observation' must be a mapping of keys, not '2s'"),
        bad("no value", "extends: quick\nblocks:\n", "2:8: 'blocks' has no value"),
        bad(
            "value for a workload",
            "extends: quick\nworkloads: [commit]\n",
            "2:13: a workload must be a mapping of keys, not 'commit'"),
        bad(
            "no list of workloads",
            "extends: quick\nworkloads: []\n",
            "2:12: 'workloads' is an empty list"),
        bad(
            "no list of variants",
            "extends: quick\nvariants: []\n",
            "2:11: 'variants' is an empty list"),
        bad(
            "empty axis",
            "extends: quick\nworkloads: [{benchmark: commit, writers: []}]\n",
            "2:42: 'writers' is an empty list"),
        bad(
            "value twice on an axis",
            "extends: quick\nworkloads: [{benchmark: commit, recordBytes: [1KiB, 1024B]}]\n",
            "2:53: 'recordBytes' lists '1024B' twice"),
        bad(
            "variant twice",
            "extends: quick\nvariants: [sync, group, sync]\n",
            "2:25: variant 'sync' is listed twice; a second one needs a 'label' of its own"),
        bad(
            "point twice",
            """
            extends: quick
            variants: [sync]
            workloads:
              - {benchmark: commit}
              - {benchmark: commit, writers: [8, 1]}
            """,
            "5:5: this workload repeats the point 'sync_commit_platform-1_1KiB' of an earlier one"),
        bad(
            "variant that nothing runs",
            "extends: quick\nworkloads: [{benchmark: commit, variants: [sync]}]\n",
            "2:1: no workload runs variant 'memory'"),
        bad(
            "knob that the variant doesn't read",
            "extends: quick\nvariants:\n  - {variant: sync, group: {maxDelay: 1us}}\n",
            "3:29: variant 'sync' reads no 'group.maxDelay'; those that do are group, group-direct,"
                + " mmap-group"),
        bad(
            "key that the benchmark doesn't read",
            "extends: quick\nworkloads:\n  - {benchmark: recovery, writers: 8}\n",
            "3:27: benchmark 'recovery' reads no 'writers'"),
        bad(
            "recovery of what has no files",
            "extends: quick\nworkloads:\n  - {benchmark: recovery}\n",
            "3:5: benchmark 'recovery' needs files and variant 'memory' has none; list the others"
                + " under 'variants'"),
        bad(
            "label that fits no file name",
            "extends: quick\nvariants: [{variant: sync, label: a/b}]\n",
            "2:35: 'label' must be at most 64 small letters, digits, dots and hyphens, but is"
                + " 'a/b'"),
        bad(
            "label that is another variant's name",
            "extends: quick\nvariants: [{variant: async, label: sync}]\n",
            "2:36: 'label' must not be the name of another variant, but is 'sync'"),
        bad(
            "buffer of an odd size",
            "extends: quick\nlog: {bufferBytes: 3MiB}\n",
            "2:20: 'bufferBytes' must be a power of two, but is '3MiB'"),
        bad(
            "segment of an odd size",
            "extends: quick\nlog: {segmentBytes: 10000B}\n",
            "2:21: 'segmentBytes' must be a multiple of 4KiB, but is '10000B'"),
        bad(
            "lag below the interval",
            "extends: quick\nasync: {interval: 1s}\n",
            "2:8: 'maxLag' (200ms) must not be below 'interval' (1s)"),
        bad(
            "record too large",
            "extends: quick\nworkloads: [{benchmark: commit, recordBytes: 65MiB}]\n",
            "2:46: 'recordBytes' must be from 1B to 64MiB, but is 65MiB"),
        bad(
            "rate without a time",
            "extends: quick\nworkloads: [{benchmark: commit, backgroundWriter: 32MiB}]\n",
            "2:51: 'backgroundWriter' has the unknown unit 'MiB'; did you mean 'MiB/s'?"),
        bad(
            "unknown base",
            "extends: quik\n",
            "1:10: 'extends' names the unknown profile 'quik'; did you mean 'quick'?"),
        bad(
            "list for a profile",
            "- quick\n",
            "1:1: a profile must be a mapping of keys, not a list"),
        bad(
            "anchor",
            "extends: quick\nlog: &log {segmentBytes: 1MiB}\n",
            "2:6: anchors such as '&log' are not supported"),
        bad(
            "node within itself",
            "extends: quick\nlog: &log {segmentBytes: *log}\n",
            "2:6: anchors such as '&log' are not supported"),
        bad(
            "tag",
            "extends: quick\nblocks: !count 2\n",
            "2:9: tags such as '!count' are not supported"),
        bad("list for a key", "extends: quick\n[a, b]: 2\n", "2:1: a key must be plain text"),
        bad(
            "two documents",
            "extends: quick\n---\nblocks: 2\n",
            "2:1: not YAML: expected a single document in the stream, but found another document"),
        bad(
            "wrong indentation",
            "extends: quick\n  blocks: 2\n",
            "2:9: not YAML: mapping values are not allowed here"),
        bad(
            "tab",
            "extends: quick\nobservation:\n\ttime: 2s\n",
            "3:1: not YAML: while scanning for the next token, found character '\\t(TAB)' that"
                + " cannot start any token. (Do not use \\t(TAB) for indentation)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("profiles")
  void isRefusedInOneSentence(String fault, String text, String message) throws IOException {
    Path file = Files.writeString(directory.resolve("bad.yaml"), text);
    assertMessage(file + ":" + message, file);
  }

  static Stream<Arguments> overrides() {
    return Stream.of(
        bad("no value", "blocks", "-p blocks: an override reads key=value, as in blocks=4"),
        bad("empty value", "blocks=", "-p blocks=: 'blocks' has no value"),
        bad("unknown key", "block=1", "-p block=1: unknown key 'block'; did you mean 'blocks'?"),
        bad(
            "unknown section",
            "grup.maxDelay=1us",
            "-p grup.maxDelay=1us: unknown key 'grup.maxDelay'; did you mean 'group.maxDelay'?"),
        bad(
            "key without its section",
            "maxDelay=1us",
            "-p maxDelay=1us: unknown key 'maxDelay'; did you mean 'group.maxDelay'?"),
        bad(
            "no unit",
            "group.maxDelay=200",
            "-p group.maxDelay=200: 'maxDelay' needs a unit (ns, us, ms, s, min, h) and '200' has"
                + " none"),
        bad(
            "list for a value",
            "blocks=1,2",
            "-p blocks=1,2: 'blocks' must be one value, not a list"),
        bad(
            "unknown variant",
            "variants=sync,grop",
            "-p variants=sync,grop: 'variant' can't be 'grop'; did you mean 'group'?"),
        bad(
            "key that no workload reads",
            "workloads.keys=5",
            "-p workloads.keys=5: no workload of this profile reads 'keys'"),
        bad(
            "benchmark of every workload",
            "workloads.benchmark=append",
            "-p workloads.benchmark=append: unknown key 'workloads.benchmark'; valid are "
                + String.join(", ", ProfileReader.overrideKeys())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("overrides")
  void overrideIsRefusedInOneSentence(String fault, String override, String message) {
    assertEquals(message, messageOf(() -> ProfileReader.read("quick", List.of(override))));
  }

  @Test
  void overrideOfWhatNoVariantReadsIsRefused() {
    assertEquals(
        "-p async.interval=5ms: no variant of this profile reads 'async.interval'; those that do"
            + " are async, mmap-async",
        messageOf(
            () -> ProfileReader.read("quick", List.of("variants=sync", "async.interval=5ms"))));
  }

  @Test
  void unknownProfileNamesTheNearest() {
    assertEquals(
        "unknown profile 'standart'; did you mean 'standard'?",
        messageOf(() -> ProfileReader.read("standart")));
  }

  @Test
  void unknownFilterNamesTheNearestOfTheProfile() {
    assertEquals(
        "profile 'gate' has no variant 'groupdirect'; did you mean 'group-direct'?",
        messageOf(() -> ProfileReader.read("gate").onlyVariants(List.of("groupdirect"))));
  }

  @Test
  void missingFileIsNamed() {
    Path file = directory.resolve("none.yaml");
    assertMessage(file + ": there is no such file; " + CHOICE, file);
  }

  @Test
  void directoryIsNoProfile() throws IOException {
    Path file = Files.createDirectory(directory.resolve("some.yaml"));
    assertMessage(file + ": that is not a file; " + CHOICE, file);
  }

  @Test
  void emptyFileIsNoProfile() throws IOException {
    Path file = Files.writeString(directory.resolve("empty.yaml"), "# nothing yet\n");
    assertMessage(file + ": the profile is empty", file);
  }

  @Test
  void bytesThatAreNoTextAreNoProfile() throws IOException {
    Path file = Files.write(directory.resolve("log.yaml"), new byte[] {(byte) 0xff, 0x00});
    assertMessage(file + ": the profile is not UTF-8 text", file);
  }

  @Test
  void controlCharactersAreNoProfile() throws IOException {
    Path file = Files.writeString(directory.resolve("log.yaml"), "blocks: \u0001\n");
    String message = messageOf(() -> ProfileReader.read(file.toString()));
    assertEquals(file + ": not YAML: ", message.substring(0, (file + ": not YAML: ").length()));
    assertEquals(1, message.lines().count());
  }

  @Test
  void segmentGivenByMistakeIsNotReadWhole() throws IOException {
    Path file = Files.write(directory.resolve("log.yaml"), new byte[2 << 20]);
    assertMessage(file + ": more than 1MiB is no profile", file);
  }

  @Test
  void bottomlessNestingIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("deep.yaml"), "[".repeat(10_000));
    String message = messageOf(() -> ProfileReader.read(file.toString()));
    assertEquals(1, message.lines().count());
  }

  @Test
  void faultInABaseIsNamedInTheBase() throws IOException {
    Path base = Files.writeString(directory.resolve("base.yaml"), "extends: quick\nblocks: 0\n");
    Path file = Files.writeString(directory.resolve("top.yaml"), "extends: ./base.yaml\n");
    assertMessage(base + ":2:9: 'blocks' must be from 1 to 1000, but is 0", file);
  }

  @Test
  void circleOfTwoIsRefused() throws IOException {
    Path a = Files.writeString(directory.resolve("a.yaml"), "extends: b.yaml\n");
    Path b = Files.writeString(directory.resolve("b.yaml"), "extends: ./a.yaml\n");
    assertMessage(
        "%s:1:1: profiles extend one another in a circle: %s extends %s extends %s"
            .formatted(b, a, b, a),
        a);
  }

  @Test
  void circleOfOneIsRefused() throws IOException {
    Path a = Files.writeString(directory.resolve("a.yaml"), "blocks: 2\nextends: ./a.yaml\n");
    assertMessage(
        "%s:2:1: profiles extend one another in a circle: %s extends %s".formatted(a, a, a), a);
  }

  @Test
  void columnCountsCharactersNotBytes() throws IOException {
    Path file =
        Files.write(
            directory.resolve("umlaut.yaml"),
            "{description: gr\u00fc\u00dfe, blocks: x}\n".getBytes(StandardCharsets.UTF_8));
    assertMessage(file + ":1:30: 'blocks' must be a whole number, not 'x'", file);
  }

  private static Arguments bad(String fault, String text, String message) {
    return Arguments.of(fault, text, message);
  }

  private static void assertMessage(String expected, Path file) {
    assertEquals(expected, messageOf(() -> ProfileReader.read(file.toString())));
  }

  private static String messageOf(Runnable reading) {
    return assertThrows(ProfileException.class, reading::run).getMessage();
  }
}
