package org.ackmark.bench.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.results.ProbePoint;

/** The device floor on one screen of 100 columns. */
public final class ProbeText {
  private static final String ROW = "%-21s%-29s%9s%9s%9s%9s%9s%5s%n";

  private final ProbeResult result;
  private final StringBuilder text = new StringBuilder();

  private ProbeText(ProbeResult result) {
    this.result = result;
  }

  /** All that was measured in a directory, and what it means. */
  public static String render(MeasuredDirectory directory, ProbeResult result) {
    ProbeText screen = new ProbeText(result);
    screen.text.append(String.format("%s%n%s%n%n", directory.path(), directory.describe()));
    int usualBytes = screen.usualSizeBytes();
    screen.methods(usualBytes);
    screen.sizes();
    screen.depths(usualBytes);
    screen.text.append(System.lineSeparator()).append(Verdict.of(directory, result).text());
    return screen.text.toString();
  }

  /** 4 KiB where it was measured, else the smallest. */
  private int usualSizeBytes() {
    List<Integer> sizes = sizesBytes();
    return sizes.contains(ProbePlan.USUAL_SIZE_BYTES)
        ? ProbePlan.USUAL_SIZE_BYTES
        : sizes.getFirst();
  }

  private List<Integer> sizesBytes() {
    return result.points().stream().map(ProbePoint::sizeBytes).distinct().sorted().toList();
  }

  private void methods(int sizeBytes) {
    String title = Figures.size(sizeBytes) + ", one by one";
    text.append(String.format(ROW, title, "", "mean", "p50", "p99", "max", "per s", "fl/w"));
    for (ProbeMethod method : ProbeMethod.values()) {
      for (ProbePoint point : points(method, sizeBytes, 1)) {
        text.append(point.skipped() == null ? row(method, point) : skippedRow(method, point));
      }
    }
    text.append(footnote());
  }

  private String footnote() {
    return String.format(
        "fl/w: device flushes per write, as the kernel counts them; %s: not told, or too few"
            + " writes%n",
        Figures.NONE);
  }

  private static String row(ProbeMethod method, ProbePoint point) {
    return String.format(
        ROW,
        method.label(),
        method.words(),
        Figures.time(1e9 / point.opsPerSecond()),
        Figures.time(point.latency().p50Ns()),
        Figures.time(point.latency().p99Ns()),
        Figures.time(point.latency().maxNs()),
        Figures.count(point.opsPerSecond()),
        Figures.ratio(point.deviceFlushesPerSync()));
  }

  private static String skippedRow(ProbeMethod method, ProbePoint point) {
    String row =
        String.format("%-21s%-29s skipped: %s", method.label(), method.words(), point.skipped());
    return (row.length() > 100 ? row.substring(0, 99) + "…" : row) + System.lineSeparator();
  }

  /** Mean times by size; nothing if there is one size only. */
  private void sizes() {
    List<Integer> sizes = sizesBytes();
    if (sizes.size() < 2) {
      return;
    }
    List<String> head = sizes.stream().map(Figures::size).toList();
    text.append(System.lineSeparator()).append(line("mean by size", head));
    for (ProbeMethod method : ProbeMethod.values()) {
      List<String> cells =
          sizes.stream()
              .map(s ->
                  result
                      .measured(method, s, 1)
                      .map(p -> Figures.time(1e9 / p.opsPerSecond()))
                      .orElse(Figures.NONE))
              .toList();
      if (cells.stream().anyMatch(c -> !c.equals(Figures.NONE))) {
        text.append(line(method.label(), cells));
      }
    }
  }

  /** Writes per second by depth; nothing if there is one depth only. */
  private void depths(int sizeBytes) {
    List<Integer> depths =
        result.points().stream().map(ProbePoint::queueDepth).distinct().sorted().toList();
    if (depths.size() < 2) {
      return;
    }
    List<String> head = depths.stream().map(d -> String.format(Locale.ROOT, "%d", d)).toList();
    text.append(System.lineSeparator()).append(line("per s, in flight:", head));
    for (ProbeMethod method : ProbeMethod.values()) {
      List<String> cells = new ArrayList<>();
      for (int depth : depths) {
        cells.add(
            result
                .measured(method, sizeBytes, depth)
                .map(p -> Figures.count(p.opsPerSecond()))
                .orElse(Figures.NONE));
      }
      if (cells.stream().skip(1).anyMatch(c -> !c.equals(Figures.NONE))) {
        text.append(line(method.label(), cells));
      }
    }
  }

  private static String line(String label, List<String> cells) {
    return String.format("%-21s", label)
        + cells.stream().map(c -> String.format("%10s", c)).collect(Collectors.joining())
        + System.lineSeparator();
  }

  private List<ProbePoint> points(ProbeMethod method, int sizeBytes, int queueDepth) {
    return result.points().stream()
        .filter(p -> p.method().equals(method.label()))
        .filter(p -> p.sizeBytes() == sizeBytes && p.queueDepth() == queueDepth)
        .toList();
  }
}
