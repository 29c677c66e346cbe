package org.ackmark.results.report.svg;

import java.util.List;

/**
 * A picture in scalable graphics: an image with a title and a description for those who do not see
 * it. For one thread.
 */
public final class Drawing {
  private final Element root;

  /**
   * An empty picture.
   *
   * @param id unique in the page
   * @param width in pixels
   * @param height in pixels
   * @param title what it says
   * @param description what can be seen on it
   */
  public Drawing(String id, double width, double height, String title, String description) {
    root =
        Element.of("svg")
            .with("viewBox", "0 0 " + Pixels.text(width) + " " + Pixels.text(height))
            .with("width", width)
            .with("height", height)
            .with("role", "img")
            .with("aria-labelledby", id + "-t " + id + "-d")
            .add(Element.of("title").with("id", id + "-t").text(title))
            .add(Element.of("desc").with("id", id + "-d").text(description));
  }

  /** Adds what lies above everything before. */
  public Drawing add(Element part) {
    root.add(part);
    return this;
  }

  /** Adds parts, each above those before. */
  public Drawing add(List<Element> parts) {
    root.add(parts);
    return this;
  }

  /** The picture. */
  public Element element() {
    return root;
  }
}
