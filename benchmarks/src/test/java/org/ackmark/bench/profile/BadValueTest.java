package org.ackmark.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A profile whose keys have values that can not be. */
class BadValueTest {
  @TempDir Path directory;

  static Stream<Arguments> profiles() {
    return Stream.of(
        Refusals.of(
            "unknown variant",
            "extends: quick\nvariants:\n  - sync\n  - grop\n",
            "4:5: 'variant' can't be 'grop'; did you mean 'group'?"),
        Refusals.of(
            "unknown benchmark",
            "extends: quick\nworkloads: [{benchmark: comit}]\n",
            "2:25: 'benchmark' can't be 'comit'; did you mean 'commit'?"),
        Refusals.of(
            "unknown thread kind",
            "extends: quick\nworkloads: [{benchmark: commit, threadKind: [virtual, fibre]}]\n",
            "2:55: 'threadKind' can't be 'fibre'; valid are platform, virtual, callbacks"),
        Refusals.of(
            "callbacks of a store",
            "extends: quick\nworkloads: [{benchmark: store-get, threadKind: callbacks}]\n",
            "2:48: 'threadKind' can't be 'callbacks'; valid are platform, virtual"),
        Refusals.of(
            "unknown preallocation",
            "extends: quick\nlog:\n  preallocation: recycle\n",
            "3:18: 'preallocation' can't be 'recycle'; did you mean 'recycled'?"),
        Refusals.of(
            "unknown metric",
            "extends: quick\nprimaryMetric: p50\n",
            "2:16: 'primaryMetric' can't be 'p50'; did you mean 'p50Ns'?"),
        Refusals.of(
            "unknown variant of a workload",
            "extends: quick\nworkloads: [{benchmark: commit, variants: [snyc]}]\n",
            "2:44: 'variants' can't be 'snyc'; did you mean 'sync'?"),
        Refusals.of(
            "duration without a unit",
            "extends: quick\nobservation:\n  time: 2\n",
            "3:9: 'time' needs a unit (ns, us, ms, s, min, h) and '2' has none"),
        Refusals.of(
            "size without a unit",
            "extends: quick\nworkloads:\n  - benchmark: commit\n    recordBytes: [1KiB, 2048]\n",
            "4:25: 'recordBytes' needs a unit (B, KiB, MiB, GiB, TiB) and '2048' has none"),
        Refusals.of(
            "unknown unit",
            "extends: quick\nobservation: {bytes: 64MB}\n",
            "2:22: 'bytes' has the unknown unit 'MB'; did you mean 'MiB'?"),
        Refusals.of(
            "negative duration",
            "extends: quick\nobservation: {warmUp: -1s}\n",
            "2:23: 'warmUp' must not be negative, but is -1s"),
        Refusals.of(
            "zero duration",
            "extends: quick\nobservation: {time: 0s}\n",
            "2:21: 'time' must be from 1ms to 1h, but is 0s"),
        Refusals.of(
            "zero",
            "extends: quick\nblocks: 0\n",
            "2:9: 'blocks' must be from 1 to 1000, but is 0"),
        Refusals.of(
            "negative",
            "extends: quick\nblocks: -1\n",
            "2:9: 'blocks' must be from 1 to 1000, but is -1"),
        Refusals.of(
            "negative seed",
            "extends: quick\nseed: -1\n",
            "2:7: 'seed' must be from 0 to 999999999999999999, but is -1"),
        Refusals.of(
            "text for a number",
            "extends: quick\nblocks: two\n",
            "2:9: 'blocks' must be a whole number, not 'two'"),
        Refusals.of(
            "fraction for a number",
            "extends: quick\nblocks: 2.5\n",
            "2:9: 'blocks' must be a whole number, not '2.5'"),
        Refusals.of(
            "number too long for 64 bits",
            "extends: quick\nblocks: 99999999999999999999\n",
            "2:9: 'blocks' must be a whole number, not '99999999999999999999'"),
        Refusals.of(
            "recovery of what has no files",
            "extends: quick\nworkloads:\n  - {benchmark: recovery}\n",
            "3:5: benchmark 'recovery' needs files and variant 'memory' has none; list the others"
                + " under 'variants'"),
        Refusals.of(
            "label that fits no file name",
            "extends: quick\nvariants: [{variant: sync, label: a/b}]\n",
            "2:35: 'label' must be at most 64 small letters, digits, dots and hyphens, but is"
                + " 'a/b'"),
        Refusals.of(
            "label that is another variant's name",
            "extends: quick\nvariants: [{variant: async, label: sync}]\n",
            "2:36: 'label' must not be the name of another variant, but is 'sync'"),
        Refusals.of(
            "buffer of an odd size",
            "extends: quick\nlog: {bufferBytes: 3MiB}\n",
            "2:20: 'bufferBytes' must be a power of two, but is '3MiB'"),
        Refusals.of(
            "segment of an odd size",
            "extends: quick\nlog: {segmentBytes: 10000B}\n",
            "2:21: 'segmentBytes' must be a multiple of 4KiB, but is '10000B'"),
        Refusals.of(
            "lag below the interval",
            "extends: quick\nasync: {interval: 1s}\n",
            "2:8: 'maxLag' (200ms) must not be below 'interval' (1s)"),
        Refusals.of(
            "record too large",
            "extends: quick\nworkloads: [{benchmark: commit, recordBytes: 65MiB}]\n",
            "2:46: 'recordBytes' must be from 1B to 64MiB, but is 65MiB"),
        Refusals.of(
            "rate without a time",
            "extends: quick\nworkloads: [{benchmark: commit, backgroundWriter: 32MiB}]\n",
            "2:51: 'backgroundWriter' has the unknown unit 'MiB'; did you mean 'MiB/s'?"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("profiles")
  void isRefusedInOneSentence(String fault, String text, String message) throws IOException {
    Refusals.assertRefused(directory, text, message);
  }
}
