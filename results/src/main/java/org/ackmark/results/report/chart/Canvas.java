package org.ackmark.results.report.chart;

import org.ackmark.results.report.svg.Drawing;

/**
 * The place that a chart is drawn for.
 *
 * @param id of the drawing, unique in the page
 * @param width in pixels, at which text has its own size
 */
public record Canvas(String id, double width) {
  private static final double BROAD = 700;

  /** Whether there is room for things side by side. */
  public boolean broad() {
    return width >= BROAD;
  }

  Drawing drawing(double height, String title, String description) {
    return new Drawing(id, width, height, title, description);
  }
}
