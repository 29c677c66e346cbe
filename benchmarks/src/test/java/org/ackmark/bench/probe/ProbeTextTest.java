package org.ackmark.bench.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.ackmark.bench.env.CannedTree;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.results.Latency;
import org.ackmark.results.ProbePoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTextTest {
  private static final Latency LATENCY = new Latency(166_000L, 736_000L, null, 1_900_000L, "few");

  @TempDir Path root;

  private MeasuredDirectory directory(String tree) {
    return MeasuredDirectory.of(Path.of("/no/such/data"), CannedTree.load(tree, root));
  }

  private static ProbePoint point(String method, int sizeBytes, int depth, double perSecond) {
    Double flushes = method.endsWith("unsynced") || method.equals("write-only") ? null : 1.0;
    return ProbePoint.measured(method, sizeBytes, depth, perSecond, LATENCY, flushes);
  }

  private static ProbeResult full() {
    List<ProbePoint> points = new ArrayList<>();
    for (ProbeMethod method : ProbeMethod.values()) {
      boolean direct = method.label().startsWith("direct");
      points.add(
          direct
              ? ProbePoint.skipped(method.label(), 512, 1, "O_DIRECT writes multiples of 4096 B")
              : point(method.label(), 512, 1, 7000));
      points.add(
          method == ProbeMethod.MMAP_MSYNC
              ? ProbePoint.skipped(
                  method.label(), 4096, 1, "the file could not be mapped: ".repeat(3))
              : point(method.label(), 4096, 1, method.durable() ? 6250 : 612_345));
    }
    points.add(point("direct-dsync", 4096, 16, 40_000));
    points.add(point("fdatasync", 4096, 16, 23_000));
    return new ProbeResult(points, OptionalDouble.of(3.1));
  }

  @Test
  void shouldFillOneScreen() throws IOException {
    String text = ProbeText.render(directory("ext4-virtio"), full());
    try (InputStream golden = getClass().getResourceAsStream("screen.txt")) {
      assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8), text);
    }
    assertTrue(text.lines().allMatch(l -> l.length() <= 100), text);
    assertTrue(text.lines().count() <= 40, text);
  }

  @Test
  void shouldShowOneTableForOneSizeAndDepth() {
    ProbeResult small =
        new ProbeResult(List.of(point("fdatasync", 1024, 1, 6250)), OptionalDouble.empty());
    String text = ProbeText.render(directory("ext4-virtio"), small);
    assertTrue(text.contains("1 KiB, one by one"), text);
    assertFalse(text.contains("mean by size"), text);
    assertFalse(text.contains("in flight"), text);
    assertFalse(text.contains("steady"), text);
  }

  private String verdict(String tree, Double flushes, double perSecond, double drift) {
    ProbePoint point = ProbePoint.measured("fdatasync", 4096, 1, perSecond, LATENCY, flushes);
    ProbeResult result = new ProbeResult(List.of(point), OptionalDouble.of(drift));
    return Verdict.of(directory(tree), result).text();
  }

  @Test
  void shouldNotTrustSyncsThatDoNotReachACache() {
    String text = verdict("ext4-virtio", 0.02, 6250, 1);
    assertTrue(text.contains("NOT TO BE TRUSTED: 0.02 device flushes per fdatasync"), text);
  }

  @Test
  void shouldExpectNoFlushesWithoutAVolatileCache() {
    String text = verdict("ext4-dmcrypt", 0.0, 6250, 1);
    assertTrue(text.contains("it has no volatile cache"), text);
  }

  @Test
  void shouldSayWhenNothingIsCounted() {
    assertTrue(verdict("overlay", null, 6250, 1).contains("unproven"));
  }

  @Test
  void shouldNotTrustWhatIsFasterThanAnyDevice() {
    String text = verdict("overlay", null, 900_000, 1);
    assertTrue(text.contains("NOT TO BE TRUSTED: 1.1 us a sync"), text);
  }

  @Test
  void shouldSayWhenRoundsLieApart() {
    assertTrue(verdict("ext4-virtio", 1.0, 6250, 35).contains("UNSTEADY: rounds differ by 35 %"));
  }

  @Test
  void shouldSayWhenNothingDurableWasMeasured() {
    ProbeResult nothing =
        new ProbeResult(
            List.of(ProbePoint.skipped("direct-dsync", 512, 1, "refused")), OptionalDouble.empty());
    Verdict verdict = Verdict.of(directory("ext4-virtio"), nothing);
    assertFalse(verdict.trusted());
    assertTrue(verdict.text().contains("no durable write"), verdict.text());
  }

  @Test
  void shouldWriteNumbersForPeople() {
    assertEquals("850 ns", Figures.time(850.0));
    assertEquals("8.5 us", Figures.time(8_500.0));
    assertEquals("166 us", Figures.time(166_000L));
    assertEquals("1.0 ms", Figures.time(999_600.0));
    assertEquals("2.3 s", Figures.time(2_300_000_000.0));
    assertEquals("-", Figures.time(null));
    assertEquals("512 B", Figures.size(512));
    assertEquals("1 MiB", Figures.size(1 << 20));
    assertEquals("38,100", Figures.count(38_100.4));
  }
}
