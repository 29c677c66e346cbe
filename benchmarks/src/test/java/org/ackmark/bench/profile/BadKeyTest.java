package org.ackmark.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A profile whose keys and lists are not those of one. */
class BadKeyTest {
  @TempDir Path directory;

  static Stream<Arguments> profiles() {
    return Stream.of(
        Refusals.of(
            "unknown key",
            "extends: quick\nblock: 2\n",
            "2:1: unknown key 'block'; did you mean 'blocks'?"),
        Refusals.of(
            "unknown key, none near",
            "extends: quick\ncolour: red\n",
            "2:1: unknown key 'colour'; valid are description, extends, blocks, seed,"
                + " primaryMetric, observation, log, group, async, variants, workloads"),
        Refusals.of(
            "unknown nested key",
            "extends: quick\nobservation:\n  time: 2s\n  warmup: 1s\n",
            "4:3: unknown key 'warmup'; did you mean 'warmUp'?"),
        Refusals.of(
            "unknown knob",
            "extends: quick\ngroup: {maxDelays: 1us}\n",
            "2:9: unknown key 'maxDelays'; did you mean 'maxDelay'?"),
        Refusals.of(
            "unknown key in a workload",
            "extends: quick\nworkloads:\n  - benchmark: commit\n    writer: 1\n",
            "4:5: unknown key 'writer'; did you mean 'writers'?"),
        Refusals.of(
            "unknown key in a variant",
            "extends: quick\nvariants:\n  - {variant: sync, lable: a}\n",
            "3:21: unknown key 'lable'; did you mean 'label'?"),
        Refusals.of(
            "duplicate key",
            "extends: quick\nblocks: 2\nseed: 1\nblocks: 3\n",
            "4:1: key 'blocks' was already given in line 2"),
        Refusals.of(
            "duplicate nested key",
            "observation: {time: 1s, bytes: 1MiB, time: 2s}\n",
            "1:38: key 'time' was already given in line 1"),
        Refusals.of(
            "no variants",
            "blocks: 2\nworkloads: [{benchmark: commit}]\n",
            "1:1: key 'variants' is missing"),
        Refusals.of("no workloads", "variants: [sync]\n", "1:1: key 'workloads' is missing"),
        Refusals.of(
            "no benchmark",
            "extends: quick\nworkloads:\n  - writers: 1\n",
            "3:5: key 'benchmark' is missing"),
        Refusals.of(
            "no variant in an entry",
            "extends: quick\nvariants:\n  - label: a\n",
            "3:5: key 'variant' is missing"),
        Refusals.of(
            "list for a value",
            "extends: quick\nblocks: [2, 3]\n",
            "2:9: 'blocks' must be one value, not a list"),
        Refusals.of(
            "mapping for a value",
            "extends: quick\nblocks:\n  count: 2\n",
            "3:3: 'blocks' must be one value, not a mapping of keys"),
        Refusals.of(
            "value for a mapping",
            "extends: quick\nobservation: 2s\n",
            "2:14: 'observation' must be a mapping of keys, not '2s'"),
        Refusals.of("no value", "extends: quick\nblocks:\n", "2:8: 'blocks' has no value"),
        Refusals.of(
            "value for a workload",
            "extends: quick\nworkloads: [commit]\n",
            "2:13: a workload must be a mapping of keys, not 'commit'"),
        Refusals.of(
            "no list of workloads",
            "extends: quick\nworkloads: []\n",
            "2:12: 'workloads' is an empty list"),
        Refusals.of(
            "no list of variants",
            "extends: quick\nvariants: []\n",
            "2:11: 'variants' is an empty list"),
        Refusals.of(
            "empty axis",
            "extends: quick\nworkloads: [{benchmark: commit, writers: []}]\n",
            "2:42: 'writers' is an empty list"),
        Refusals.of(
            "value twice on an axis",
            "extends: quick\nworkloads: [{benchmark: commit, recordBytes: [1KiB, 1024B]}]\n",
            "2:53: 'recordBytes' lists '1024B' twice"),
        Refusals.of(
            "variant twice",
            "extends: quick\nvariants: [sync, group, sync]\n",
            "2:25: variant 'sync' is listed twice; a second one needs a 'label' of its own"),
        Refusals.of(
            "point twice",
            """
            extends: quick
            variants: [sync]
            workloads:
              - {benchmark: commit}
              - {benchmark: commit, writers: [8, 1]}
            """,
            "5:5: this workload repeats the point 'sync_commit_platform-1_1KiB' of an earlier one"),
        Refusals.of(
            "variant that nothing runs",
            "extends: quick\nworkloads: [{benchmark: commit, variants: [sync]}]\n",
            "2:1: no workload runs variant 'memory'"),
        Refusals.of(
            "knob that the variant doesn't read",
            "extends: quick\nvariants:\n  - {variant: sync, group: {maxDelay: 1us}}\n",
            "3:29: variant 'sync' reads no 'group.maxDelay'; those that do are group, group-direct,"
                + " mmap-group"),
        Refusals.of(
            "key that the benchmark doesn't read",
            "extends: quick\nworkloads:\n  - {benchmark: recovery, writers: 8}\n",
            "3:27: benchmark 'recovery' reads no 'writers'"),
        Refusals.of(
            "unknown base",
            "extends: quik\n",
            "1:10: 'extends' names the unknown profile 'quik'; did you mean 'quick'?"),
        Refusals.of(
            "list for a profile",
            "- quick\n",
            "1:1: a profile must be a mapping of keys, not a list"),
        Refusals.of(
            "anchor",
            "extends: quick\nlog: &log {segmentBytes: 1MiB}\n",
            "2:6: anchors such as '&log' are not supported"),
        Refusals.of(
            "node within itself",
            "extends: quick\nlog: &log {segmentBytes: *log}\n",
            "2:6: anchors such as '&log' are not supported"),
        Refusals.of(
            "tag",
            "extends: quick\nblocks: !count 2\n",
            "2:9: tags such as '!count' are not supported"),
        Refusals.of(
            "list for a key", "extends: quick\n[a, b]: 2\n", "2:1: a key must be plain text"),
        Refusals.of(
            "two documents",
            "extends: quick\n---\nblocks: 2\n",
            "2:1: not YAML: expected a single document in the stream, but found another document"),
        Refusals.of(
            "wrong indentation",
            "extends: quick\n  blocks: 2\n",
            "2:9: not YAML: mapping values are not allowed here"),
        Refusals.of(
            "tab",
            "extends: quick\nobservation:\n\ttime: 2s\n",
            "3:1: not YAML: while scanning for the next token, found character '\\t(TAB)' that"
                + " cannot start any token. (Do not use \\t(TAB) for indentation)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("profiles")
  void isRefusedInOneSentence(String fault, String text, String message) throws IOException {
    Refusals.assertRefused(directory, text, message);
  }
}
