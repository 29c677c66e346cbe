package org.ackmark.results.export;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats that can be asked for. */
public enum Format {
  /** What JMH writes, for viewers and plugins made for it. */
  JMH(false),
  /** The Go benchmark format, for benchstat. */
  BENCHFMT(true),
  /** Bencher Metric Format. */
  BMF(false),
  /** The two custom files of github-action-benchmark. */
  GHA(false),
  /** CSV for Apache Otava. */
  OTAVA(true);

  private final boolean joinsRuns;

  Format(boolean joinsRuns) {
    this.joinsRuns = joinsRuns;
  }

  /** The format of that {@link #label}. */
  public static Optional<Format> labelled(String label) {
    return Stream.of(values()).filter(format -> format.label().equals(label)).findFirst();
  }

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What writes it. */
  public Exporter exporter() {
    return switch (this) {
      case JMH -> new JmhExporter();
      case BENCHFMT -> new BenchfmtExporter();
      case BMF -> new BmfExporter();
      case GHA -> new GhaExporter();
      case OTAVA -> new OtavaExporter();
    };
  }

  /** Whether one export can hold several runs. */
  public boolean joinsRuns() {
    return joinsRuns;
  }
}
