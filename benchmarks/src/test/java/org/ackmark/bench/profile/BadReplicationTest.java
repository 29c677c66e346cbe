package org.ackmark.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A profile that asks for replicas that can not be. */
class BadReplicationTest {
  @TempDir Path directory;

  static Stream<Arguments> profiles() {
    return Stream.of(
        Refusals.of(
            "a level without a quorum",
            "extends: quick\nworkloads:\n  - benchmark: commit\n    level: written\n",
            "4:5: 'level' says nothing without a 'quorum', such as 3/2/2"),
        Refusals.of(
            "half a quorum",
            "extends: quick\nworkloads:\n  - benchmark: commit\n    quorum: 3/2\n",
            "4:13: 'quorum' must be N/R/W, such as 3/2/2, not '3/2'"),
        Refusals.of(
            "more writes than replicas",
            "extends: quick\nworkloads:\n  - benchmark: commit\n    quorum: [1/1/1, 3/2/4]\n",
            "4:21: 'quorum' must have N from 1 to 7, and R and W from 1 to N, but is '3/2/4'"),
        Refusals.of(
            "a log that is read from too few",
            "variants: [sync]\nworkloads: [{benchmark: commit, quorum: 3/1/2}]\n",
            "2:33: 'quorum' has r=1, but a log with n=3 w=2 is read, when its leader starts, from"
                + " r=2"),
        Refusals.of(
            "registers under a benchmark of logs",
            "extends: quick\nworkloads:\n  - {benchmark: commit, quorum: 3/2/2, protocol: abd}\n",
            "3:50: 'protocol' can't be 'abd'; valid are log"),
        Refusals.of(
            "a log of Ratis' under a benchmark of logs",
            "extends: quick\nworkloads:\n  - {benchmark: commit, quorum: 3/2/2, protocol: ratis}\n",
            "3:50: 'protocol' can't be 'ratis' under benchmark 'commit': nobody but Ratis appends"
                + " to its log; take store-put, store-get or store-mix"),
        Refusals.of(
            "Ratis without a majority",
            "extends: quick\nworkloads: [{benchmark: store-put, quorum: 3/1/3, protocol: ratis}]\n",
            "2:36: 'quorum' has r=1 w=3, but with n=3 protocol 'ratis' always takes a majority:"
                + " 3/2/2"),
        Refusals.of(
            "Ratis on hosts",
            "variants: [sync]\nworkloads: [{benchmark: store-put, quorum: 3/2/2, protocol: ratis,"
                + " placement: hosts}]\n",
            "2:36: 'quorum' has placement 'hosts', but replicas of protocol 'ratis' prove nothing"
                + " to each other, so they stay on one machine: one-process or processes"),
        Refusals.of(
            "a disk of Ratis' that is slowed",
            "variants: [sync]\nworkloads: [{benchmark: store-put, quorum: 3/2/2, protocol: ratis,"
                + " placement: processes, fault: slow}]\n",
            "2:36: 'quorum' has fault 'slow', which does not reach the files of protocol 'ratis':"
                + " take down or back"),
        Refusals.of(
            "links of Ratis' that are held up",
            "variants: [sync]\nworkloads: [{benchmark: store-put, quorum: 3/2/2, protocol: ratis,"
                + " placement: processes, delay: 1ms}]\n",
            "2:36: 'quorum' has delay or loss, which do not reach the connections of protocol"
                + " 'ratis'"),
        Refusals.of(
            "reads of Ratis' where nothing is read",
            "variants: [sync]\nworkloads: [{benchmark: store-put, quorum: 3/2/2, protocol: ratis,"
                + " reads: default}]\n",
            "2:68: benchmark 'store-put' reads no 'reads'"),
        Refusals.of(
            "reads of Ratis' under another protocol",
            "variants: [sync]\nworkloads: [{benchmark: store-get, quorum: 3/2/2,"
                + " reads: default}]\n",
            "2:51: 'reads' says nothing without protocol 'ratis'"),
        Refusals.of(
            "Ratis alone in memory",
            "variants: [sync]\nworkloads: [{benchmark: store-put, quorum: 1/1/1, protocol: ratis,"
                + " sync: in-memory}]\n",
            "2:36: 'quorum' has sync 'in-memory' with n=1: a log of Ratis' in memory never"
                + " acknowledges alone"),
        Refusals.of(
            "a sync of Ratis' under another protocol",
            "variants: [sync]\nworkloads: [{benchmark: store-put, quorum: 3/2/2, sync: forced}]\n",
            "2:51: 'sync' says nothing without protocol 'ratis'"),
        Refusals.of(
            "a variant by the name of Ratis",
            "extends: quick\nvariants:\n  - {variant: group, label: ratis}\n",
            "3:29: 'label' must not be the name of another variant, but is 'ratis'"),
        Refusals.of(
            "a level that memory never gets to",
            "variants: [memory]\nworkloads: [{benchmark: commit, quorum: 3/2/2}]\n",
            "2:33: variant 'memory' has no files and never gets to level 'synced'; leave one of"
                + " them out"),
        Refusals.of(
            "a quorum under a benchmark that reads none",
            "variants: [sync]\nworkloads: [{benchmark: recovery, quorum: 3/2/2}]\n",
            "2:35: benchmark 'recovery' reads no 'quorum'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("profiles")
  void isRefusedInOneSentence(String fault, String text, String message) throws IOException {
    Refusals.assertRefused(directory, text, message);
  }
}
