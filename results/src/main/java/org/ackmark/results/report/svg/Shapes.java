package org.ackmark.results.report.svg;

/** The elements of drawings, each of a class that the style sheet knows. */
public final class Shapes {
  private Shapes() {}

  /** A straight line. */
  public static Element line(String cssClass, double x1, double y1, double x2, double y2) {
    return Element.of("path", cssClass).with("d", Path.from(x1, y1).to(x2, y2).data());
  }

  /** A rectangle; nothing narrower than a tenth of a pixel. */
  public static Element box(String cssClass, double x, double y, double width, double height) {
    return Element.of("rect", cssClass)
        .with("x", x)
        .with("y", y)
        .with("width", Math.max(0.1, width))
        .with("height", Math.max(0.1, height));
  }

  /** A circle. */
  public static Element circle(String cssClass, double x, double y, double radius) {
    return Element.of("circle", cssClass).with("cx", x).with("cy", y).with("r", radius);
  }

  /** Any outline. */
  public static Element path(String cssClass, Path path) {
    return Element.of("path", cssClass).with("d", path.data());
  }

  /** Text that begins at that place. */
  public static Element text(String cssClass, double x, double y, String text) {
    return Element.of("text", cssClass).with("x", x).with("y", y).text(text);
  }

  /** Text that ends at that place. */
  public static Element textBefore(String cssClass, double x, double y, String text) {
    return text(cssClass, x, y, text).with("text-anchor", "end");
  }

  /** Text around that place. */
  public static Element textAround(String cssClass, double x, double y, String text) {
    return text(cssClass, x, y, text).with("text-anchor", "middle");
  }

  /** What is told about a mark that one points at, or walks to with the arrow keys. */
  public static Element told(Element mark, String text) {
    return mark.with("data-mark", "").add(Element.of("title").text(text));
  }
}
