package org.ackmark.results.report.page;

import java.util.List;
import org.ackmark.results.report.chart.DataTable;
import org.ackmark.results.report.chart.Words;
import org.ackmark.results.report.svg.Element;

/** Parts of the page that occur again and again. */
final class Html {
  private Html() {}

  static Element text(String name, String text) {
    return Element.of(name).text(text);
  }

  static Element text(String name, String cssClass, String text) {
    return Element.of(name, cssClass).text(text);
  }

  static Element link(String target, String text) {
    return Element.of("a").with("href", target).text(text);
  }

  /** A part with a heading of its own, which is its name for those who jump from part to part. */
  static Element section(String id, String kicker, String heading) {
    return Element.of("section")
        .with("id", id)
        .with("aria-labelledby", id + "-h")
        .add(
            Element.of("h2")
                .with("id", id + "-h")
                .add(text("span", "kicker", kicker))
                .text(" ")
                .add(text("span", Words.unbroken(heading))));
  }

  /** Something wide that scrolls by itself, also with the keyboard. */
  static Element scrolling(String name, Element wide) {
    return Element.of("div", "scroll")
        .with("tabindex", "0")
        .with("role", "region")
        .with("aria-label", name)
        .add(wide);
  }

  /** The numbers of a chart, folded. */
  static Element folded(String summary, Element content) {
    return Element.of("details").add(text("summary", summary)).add(content);
  }

  static Element table(DataTable data, String caption) {
    Element head = Element.of("tr");
    data.columns().forEach(column -> head.add(text("th", column).with("scope", "col")));
    Element body = Element.of("tbody");
    for (List<String> cells : data.rows()) {
      Element row = Element.of("tr");
      row.add(text("th", cells.getFirst()).with("scope", "row"));
      cells.subList(1, cells.size()).forEach(cell -> row.add(text("td", cell)));
      body.add(row);
    }
    return Element.of("table", "data")
        .add(text("caption", caption))
        .add(Element.of("thead").add(head))
        .add(body);
  }

  /** Terms and what they mean. */
  static Element facts(List<String[]> pairs) {
    Element list = Element.of("dl", "facts");
    for (String[] pair : pairs) {
      list.add(Element.of("div").add(text("dt", pair[0])).add(text("dd", pair[1])));
    }
    return list;
  }
}
