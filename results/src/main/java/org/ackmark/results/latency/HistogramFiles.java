package org.ackmark.results.latency;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;
import org.ackmark.results.ResultsException;

/**
 * Distributions as files of HdrHistogram's two text forms, which its tools read. {@code .hlog}
 * holds intervals with their kind as tag; {@code .hgrm} holds one distribution as a table of
 * percentiles in microseconds. Each call writes a whole file.
 */
public final class HistogramFiles {
  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_US = 1e3;
  private static final int TICKS_PER_HALF_DISTANCE = 5;

  private HistogramFiles() {}

  /** Writes intervals as {@code .hlog}. */
  public static void writeLog(Path file, List<LatencyInterval> intervals) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    HistogramLogWriter writer = new HistogramLogWriter(bytes);
    writeHead(writer, intervals);
    intervals.forEach(interval -> writeInterval(writer, interval));
    writer.close();
    write(file, bytes);
  }

  /**
   * Reads a {@code .hlog}.
   *
   * @throws ResultsException if it cannot be read to its end
   */
  public static List<LatencyInterval> readLog(Path file) {
    byte[] bytes = read(file);
    List<LatencyInterval> intervals = new ArrayList<>();
    List<Integer> lines = dataLines(bytes);
    try (HistogramLogReader reader = new HistogramLogReader(new ByteArrayInputStream(bytes))) {
      for (int line : lines) {
        intervals.add(readInterval(file, line, reader));
      }
    }
    return List.copyOf(intervals);
  }

  /** Writes one distribution as {@code .hgrm}, in microseconds. */
  public static void writePercentiles(Path file, LatencyHistogram histogram) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
      histogram.histogram().outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NS_PER_US);
    }
    write(file, bytes);
  }

  private static void writeHead(HistogramLogWriter writer, List<LatencyInterval> intervals) {
    long clamped = intervals.stream().mapToLong(i -> i.histogram().clampedCount()).sum();
    writer.outputComment("[Histograms in ns, Interval_Max in ms]");
    writer.outputComment("[Clamped to 1 h: " + clamped + " values]");
    writer.outputLogFormatVersion();
    if (!intervals.isEmpty()) {
      writer.outputStartTime(intervals.getFirst().startedAt().toEpochMilli());
    }
    writer.outputLegend();
  }

  private static void writeInterval(HistogramLogWriter writer, LatencyInterval interval) {
    Histogram tagged = interval.histogram().histogram().copy();
    tagged.setTag(interval.timing().label());
    writer.outputIntervalHistogram(
        interval.startedAt().toEpochMilli() / 1e3,
        interval.endedAt().toEpochMilli() / 1e3,
        tagged,
        NS_PER_MS);
  }

  /** The reader takes a line that it cannot read for the end, so the lines are counted here. */
  private static List<Integer> dataLines(byte[] bytes) {
    List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
    List<Integer> data = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("\"")) {
        data.add(i + 1);
      }
    }
    return data;
  }

  private static LatencyInterval readInterval(Path file, int line, HistogramLogReader reader) {
    try {
      EncodableHistogram read = reader.nextIntervalHistogram();
      if (read instanceof AbstractHistogram values) {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.addRead(values);
        return new LatencyInterval(
            timing(file, line, read.getTag()),
            Instant.ofEpochMilli(read.getStartTimeStamp()),
            Instant.ofEpochMilli(read.getEndTimeStamp()),
            histogram);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ResultsException(file, line, "not an interval of a histogram log", e);
    }
    throw new ResultsException(file, line, "not an interval of a histogram log");
  }

  private static Timing timing(Path file, int line, String tag) {
    return Timing.labelled(tag)
        .orElseThrow(() ->
            new ResultsException(file, line, "tag " + tag + " is neither service nor response"));
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw ResultsException.unreadable(file, e);
    }
  }

  private static void write(Path file, ByteArrayOutputStream bytes) {
    try {
      Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw ResultsException.unwritable(file, e);
    }
  }
}
