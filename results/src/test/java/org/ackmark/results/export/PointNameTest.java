package org.ackmark.results.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.Samples;
import org.ackmark.results.ThreadKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PointNameTest {
  @Test
  void shouldTellEverythingThatSetsAPointApart() {
    assertEquals(
        "commit/variant=group/guarantee=power-loss/writers=64/threads=callbacks/bytes=256",
        PointName.of(ExportSamples.GROUP));
    assertEquals(
        "recovery/variant=group/guarantee=power-loss/writers=1/threads=platform"
            + "/logBytes=268435456/bytes=256",
        PointName.of(ExportSamples.RECOVERY));
  }

  @Test
  void shouldEncodeWhatCannotStandInAName() {
    assertEquals(
        "commit/variant=my%20log%2F2%2C%20%22100%20%25%22/guarantee=nothing/writers=64"
            + "/threads=callbacks/mode=fast%20path-8/bytes=256",
        PointName.of(ExportSamples.FOREIGN));
    Point unicode = Samples.point("größe\u00a0\u20031", Guarantee.NOTHING, 1);
    assertEquals(
        "commit/variant=größe%C2%A0%E2%80%831/guarantee=nothing/writers=1/threads=platform/bytes=256",
        PointName.of(unicode));
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, a%2Fb",
    "a%2Fb, a/b",
    "a b, a_b",
    "a, 'a/guarantee=power-loss'",
  })
  void shouldGiveDifferentVariantsDifferentNames(String one, String other) {
    assertNotEquals(name(one), name(other));
  }

  @Test
  void shouldGiveParametersThatDifferDifferentNames() {
    Point base = ExportSamples.GROUP;
    Point keyed = base.with(Parameters.of(Map.of("keys", 1_000)));
    Point more = base.with(Parameters.of(Map.of("keys", 10_000)));
    assertNotEquals(PointName.of(base), PointName.of(keyed));
    assertNotEquals(PointName.of(keyed), PointName.of(more));
  }

  @ParameterizedTest
  @CsvSource({
    "commit, BenchmarkCommit",
    "store-put, BenchmarkStorePut",
    "store_get, BenchmarkStoreGet"
  })
  void shouldBeginAsGoBenchmarksDo(String benchmark, String expected) {
    Point point =
        new Point(benchmark, "v", Guarantee.NOTHING, 1, ThreadKind.PLATFORM, 0, Parameters.none());
    assertEquals(
        expected + "/variant=v/guarantee=nothing/writers=1/threads=platform/bytes=0",
        PointName.benchfmt(point));
  }

  private static String name(String variant) {
    return PointName.of(Samples.point(variant, Guarantee.POWER_LOSS, 1));
  }
}
