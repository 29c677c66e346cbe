package org.ackmark.results.report.svg;

/** Lengths as text, to a tenth of a pixel: finer can not be seen and makes files big. */
final class Pixels {
  private Pixels() {}

  static String text(double pixels) {
    if (!Double.isFinite(pixels)) {
      throw new IllegalArgumentException("pixels=" + pixels + ", must be finite");
    }
    long tenths = Math.round(pixels * 10);
    String whole = (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10;
    return tenths % 10 == 0 ? whole : whole + "." + Math.abs(tenths) % 10;
  }
}
