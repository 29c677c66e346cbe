package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Words of the command line that no profile has room for. */
class BadOverrideTest {
  static Stream<Arguments> overrides() {
    return Stream.of(
        Refusals.of("no value", "blocks", "-p blocks: an override reads key=value, as in blocks=4"),
        Refusals.of("empty value", "blocks=", "-p blocks=: 'blocks' has no value"),
        Refusals.of(
            "unknown key", "block=1", "-p block=1: unknown key 'block'; did you mean 'blocks'?"),
        Refusals.of(
            "unknown section",
            "grup.maxDelay=1us",
            "-p grup.maxDelay=1us: unknown key 'grup.maxDelay'; did you mean 'group.maxDelay'?"),
        Refusals.of(
            "key without its section",
            "maxDelay=1us",
            "-p maxDelay=1us: unknown key 'maxDelay'; did you mean 'group.maxDelay'?"),
        Refusals.of(
            "no unit",
            "group.maxDelay=200",
            "-p group.maxDelay=200: 'maxDelay' needs a unit (ns, us, ms, s, min, h) and '200' has"
                + " none"),
        Refusals.of(
            "list for a value",
            "blocks=1,2",
            "-p blocks=1,2: 'blocks' must be one value, not a list"),
        Refusals.of(
            "unknown variant",
            "variants=sync,grop",
            "-p variants=sync,grop: 'variant' can't be 'grop'; did you mean 'group'?"),
        Refusals.of(
            "key that no workload reads",
            "workloads.keys=5",
            "-p workloads.keys=5: no workload of this profile reads 'keys'"),
        Refusals.of(
            "benchmark of every workload",
            "workloads.benchmark=append",
            "-p workloads.benchmark=append: unknown key 'workloads.benchmark'; valid are "
                + String.join(", ", ProfileReader.overrideKeys())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("overrides")
  void overrideIsRefusedInOneSentence(String fault, String override, String message) {
    assertEquals(message, Refusals.messageOf(() -> ProfileReader.read("quick", List.of(override))));
  }

  @Test
  void overrideOfWhatNoVariantReadsIsRefused() {
    assertEquals(
        "-p async.interval=5ms: no variant of this profile reads 'async.interval'; those that do"
            + " are async, mmap-async",
        Refusals.messageOf(
            () -> ProfileReader.read("quick", List.of("variants=sync", "async.interval=5ms"))));
  }

  @Test
  void unknownProfileNamesTheNearest() {
    assertEquals(
        "unknown profile 'standart'; did you mean 'standard'?",
        Refusals.messageOf(() -> ProfileReader.read("standart")));
  }

  @Test
  void unknownFilterNamesTheNearestOfTheProfile() {
    assertEquals(
        "profile 'gate' has no variant 'groupdirect'; did you mean 'group-direct'?",
        Refusals.messageOf(() -> ProfileReader.read("gate").onlyVariants(List.of("groupdirect"))));
  }
}
