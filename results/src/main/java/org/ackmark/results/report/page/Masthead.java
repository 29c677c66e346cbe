package org.ackmark.results.report.page;

import java.util.List;
import org.ackmark.results.Finding;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Element;

/** What a run is: what was measured, how sure, where, and what the doctor warns of. */
final class Masthead {
  private Masthead() {}

  /** The strip with the verdict. */
  static Element verdict(RunView view) {
    Verdict verdict = new Verdict(view);
    Element strip = Element.of("div", verdict.careful() ? "verdict careful" : "verdict");
    strip.add(
        Element.of("p", "state")
            .add(
                Html.text("span", "sign", verdict.careful() ? "!" : "✓")
                    .with("aria-hidden", "true"))
            .text(verdict.word()));
    strip.add(Html.text("p", verdict.measured()));
    strip.add(Html.text("p", String.join(" ", verdict.certainty())));
    view.gaps().forEach(gap -> strip.add(Html.text("p", "gap", "Not in this report: " + gap)));
    return strip;
  }

  /** Where it was measured. */
  static Element place(RunView view) {
    return view.environment()
        .map(environment -> Html.facts(Place.facts(environment)))
        .orElseGet(() -> Html.text("p", "quiet", "Nothing is known of the machine."));
  }

  /** What the doctor warns of; empty if of nothing. */
  static Element warnings(RunView view) {
    List<Finding> warnings = new Verdict(view).warnings();
    Element list = Element.of("ul", "warnings");
    for (Finding finding : warnings) {
      Element item = Element.of("li");
      item.add(Html.text("strong", finding.title()));
      item.text(" ").add(Html.text("span", "quiet", finding.id() + ": " + finding.evidence()));
      if (finding.fix() != null) {
        item.add(Html.text("p", "To mend it: " + finding.fix() + "."));
      }
      list.add(item);
    }
    return list;
  }
}
