package org.ackmark.results.report.svg;

/** An outline, point by point. For one thread. */
public final class Path {
  private final StringBuilder data = new StringBuilder();

  /** One that is empty. */
  public Path() {}

  /** One that begins there. */
  public static Path from(double x, double y) {
    return new Path().jump(x, y);
  }

  /** On, without a line. */
  public Path jump(double x, double y) {
    return append('M', x, y);
  }

  /** On, with a line. */
  public Path to(double x, double y) {
    return append('L', x, y);
  }

  /** On, with a line, or the begin. */
  public Path through(double x, double y) {
    return empty() ? jump(x, y) : to(x, y);
  }

  /** A dot, which a round line end makes visible. */
  public Path dot(double x, double y) {
    jump(x, y);
    data.append("h0");
    return this;
  }

  /** A rectangle. */
  public Path box(double x, double y, double width, double height) {
    return jump(x, y).to(x + width, y).to(x + width, y + height).to(x, y + height).closed();
  }

  /** Back to the begin. */
  public Path closed() {
    data.append('Z');
    return this;
  }

  /** Whether there is nothing in it. */
  public boolean empty() {
    return data.isEmpty();
  }

  String data() {
    return data.toString();
  }

  private Path append(char command, double x, double y) {
    data.append(command).append(Pixels.text(x)).append(' ').append(Pixels.text(y));
    return this;
  }
}
