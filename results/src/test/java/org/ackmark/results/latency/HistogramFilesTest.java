package org.ackmark.results.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.ResultsException;
import org.ackmark.results.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramFilesTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void setUp() {
    file = directory.resolve("group.hlog");
  }

  @Test
  void shouldReadBackWhatWasWritten() {
    HistogramFiles.writeLog(file, intervals());
    List<LatencyInterval> read = HistogramFiles.readLog(file);
    assertEquals(4, read.size());
    assertEquals(Timing.RESPONSE, read.get(1).timing());
    assertEquals(Samples.START.plusSeconds(1), read.get(2).startedAt());
    assertEquals(Samples.START.plusSeconds(2), read.get(2).endedAt());
    LatencyHistogram service = LatencyInterval.merged(read, Timing.SERVICE);
    assertEquals(4_000, service.count());
    assertEquals(2e6, (double) service.maxNs(), 2e3);
  }

  @Test
  void shouldWriteTheFormThatHistogramToolsRead() throws IOException {
    HistogramFiles.writeLog(file, intervals());
    List<String> lines = Files.readAllLines(file);
    assertEquals("#[Histograms in ns, Interval_Max in ms]", lines.get(0));
    assertEquals("#[Clamped to 1 h: 0 values]", lines.get(1));
    assertEquals("#[Histogram log format version 1.3]", lines.get(2));
    assertTrue(lines.get(3).startsWith("#[StartTime: 1769860800.000 "), lines.get(3));
    assertEquals(
        "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"",
        lines.get(4));
    assertTrue(lines.get(5).startsWith("Tag=service,1769860800.000,1.000,1.000,HIST"));
  }

  @Test
  void shouldNotTakeADamagedLineForTheEnd() throws IOException {
    HistogramFiles.writeLog(file, intervals());
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(6, lines.get(6).substring(0, 60));
    Files.write(file, lines);
    assertRefused(7);
  }

  @Test
  void shouldNameTheLineOfATagThatIsUnknown() throws IOException {
    HistogramFiles.writeLog(file, intervals());
    Files.writeString(file, Files.readString(file).replace("Tag=response", "Tag=wait"));
    assertRefused(7);
  }

  @Test
  void shouldNameALineThatIsNoHistogramAtAll() throws IOException {
    Files.writeString(file, "#[Histogram log format version 1.3]\nhello\n");
    assertRefused(2);
  }

  @Test
  void shouldWritePercentilesInMicroseconds() throws IOException {
    HistogramFiles.writePercentiles(file, intervals().getFirst().histogram());
    String text = Files.readString(file);
    assertTrue(text.contains("Value     Percentile TotalCount 1/(1-Percentile)"), text);
    assertTrue(text.contains("1000.447 1.000000000000       2000"), text);
  }

  private void assertRefused(int line) {
    ResultsException refused =
        assertThrows(ResultsException.class, () -> HistogramFiles.readLog(file));
    assertEquals(line, refused.line().orElseThrow(), refused.getMessage());
  }

  private static List<LatencyInterval> intervals() {
    List<LatencyInterval> intervals = new ArrayList<>();
    for (int second = 0; second < 2; second++) {
      for (Timing timing : Timing.values()) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(1_000_000L * (second + 1), 2_000);
        intervals.add(
            new LatencyInterval(
                timing,
                Samples.START.plusSeconds(second),
                Samples.START.plusSeconds(second + 1),
                histogram));
      }
    }
    return intervals;
  }
}
