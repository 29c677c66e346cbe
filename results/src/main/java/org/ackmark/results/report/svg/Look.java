package org.ackmark.results.report.svg;

/**
 * How one of several is told from the others: by colour and by shape, never by colour alone.
 *
 * @param index its number, from 0
 */
public record Look(int index) {
  private static final int COLOURS = 6;
  private static final double SIDE = 0.9;
  private static final double SPIRE = 1.25;

  /** The class that gives it its colour. */
  public String colour() {
    return "c" + index % COLOURS;
  }

  /** Its shape around that place; {@code hollow} for what did not run as intended. */
  public Element mark(double x, double y, double radius, boolean hollow) {
    String cssClass = "mark " + colour() + (hollow ? " hollow" : "");
    double side = radius * SIDE;
    double spire = radius * SPIRE;
    return switch (shape()) {
      case 0 -> Shapes.circle(cssClass, x, y, radius);
      case 1 -> Shapes.box(cssClass, x - side, y - side, 2 * side, 2 * side);
      case 2 -> polygon(cssClass, x, y - spire, x + spire, y, x, y + spire, x - spire, y);
      case 3 -> polygon(cssClass, x, y - spire, x + spire, y + side, x - spire, y + side);
      case 4 -> polygon(cssClass, x, y + spire, x + spire, y - side, x - spire, y - side);
      case 5 -> polygon(cssClass, x - spire, y, x + side, y - spire, x + side, y + spire);
      default -> polygon(cssClass, x + spire, y, x - side, y - spire, x - side, y + spire);
    };
  }

  /** Seven shapes and six colours: forty-two before both are the same again. */
  private int shape() {
    return index % 7;
  }

  private static Element polygon(String cssClass, double... corners) {
    Path path = Path.from(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.to(corners[i], corners[i + 1]);
    }
    return Shapes.path(cssClass, path.closed());
  }
}
