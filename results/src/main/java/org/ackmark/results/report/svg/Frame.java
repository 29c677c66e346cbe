package org.ackmark.results.report.svg;

/**
 * The rectangle that data are drawn in, without its axes' labels.
 *
 * @param left pixels from the left
 * @param top pixels from the top
 * @param width in pixels
 * @param height in pixels
 */
public record Frame(double left, double top, double width, double height) {
  /** The right edge. */
  public double right() {
    return left + width;
  }

  /** The lower edge. */
  public double bottom() {
    return top + height;
  }

  /** Where a value is from left to right. */
  public double x(Scale scale, double value) {
    return left + width * scale.place(value);
  }

  /** Where a value is from the bottom up. */
  public double y(Scale scale, double value) {
    return bottom() - height * scale.place(value);
  }
}
