package org.ackmark.results.summary;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.Replication;

/**
 * What two points must share to be compared at all. How many replicas there are and how many of
 * them answer is no part of it: that is what replicated points are compared by.
 *
 * @param benchmark the kind of work
 * @param recordBytes payload of one record; 0 where there is none
 * @param params what else sets it apart; of a replication only its place and its faults
 */
public record Work(String benchmark, int recordBytes, Parameters params) {
  /** The work of that point. */
  public static Work of(Summary summary) {
    Point point = summary.point();
    Parameters params = point.params();
    if (Replication.of(point).isPresent()) {
      params = params.without(Replication.AXES);
    }
    return new Work(point.benchmark(), point.recordBytes(), params);
  }

  /** In words, with that between its parts. */
  public String titled(String separator) {
    String records =
        recordBytes == 0 ? "" : String.format(Locale.ROOT, "records of %,d bytes", recordBytes);
    return Stream.of(benchmark, records, settings())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(separator));
  }

  private String settings() {
    return params.values().entrySet().stream()
        .map(setting -> setting.getKey() + " " + setting.getValue())
        .collect(Collectors.joining(", "));
  }
}
