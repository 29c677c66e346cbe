package org.ackmark.results.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ackmark.results.Observation;
import org.ackmark.results.Status;
import org.ackmark.results.report.chart.Words;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Element;

/** What did not run as intended, and why; what has the same reason stands together. */
final class Marks {
  /** Of more than this many points with one reason, the rest is counted. */
  private static final int MOST_NAMED = 6;

  private Marks() {}

  private record Reason(Status status, String why) {}

  /** A section for them; empty if all ran as intended. */
  static Optional<Element> section(RunView view) {
    long marked = view.observations().size() - view.count(Status.OK);
    if (marked == 0) {
      return Optional.empty();
    }
    String message =
        "%,d of %s did not run as intended"
            .formatted(marked, Words.count(view.observations().size(), "observation"));
    return Optional.of(Html.section("marks", "Marked observations", message).add(list(view)));
  }

  /** A list; empty if all ran as intended. */
  static Element list(RunView view) {
    Map<Reason, List<String>> names = new LinkedHashMap<>();
    for (Measured point : view.points()) {
      for (Observation observation : point.all()) {
        if (observation.status() != Status.OK) {
          Reason reason = new Reason(observation.status(), observation.why());
          names.computeIfAbsent(reason, _ -> new ArrayList<>()).add(name(point, observation));
        }
      }
    }
    Element list = Element.of("ul", "marks");
    names.forEach((reason, all) -> list.add(item(reason, all)));
    return list;
  }

  private static String name(Measured point, Observation observation) {
    return "%s, block %d".formatted(Words.title(point), observation.block() + 1);
  }

  private static Element item(Reason reason, List<String> names) {
    String all =
        names.size() <= MOST_NAMED
            ? names.stream().collect(Collectors.joining("; "))
            : names.size() + " observations";
    return Element.of("li")
        .add(Html.text("strong", Words.status(reason.status)))
        .text(": " + reason.why + " ")
        .add(Html.text("span", "quiet", "(" + all + ")"));
  }
}
