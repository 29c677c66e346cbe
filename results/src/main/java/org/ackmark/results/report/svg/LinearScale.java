package org.ackmark.results.report.svg;

import java.util.ArrayList;
import java.util.List;

/**
 * Equal steps for equal differences. The ends are multiples of 1, 2 or 5 times a power of ten.
 *
 * @param least value at place 0
 * @param greatest value at place 1
 */
public record LinearScale(double least, double greatest) implements Scale {
  private static final int STEPS = 5;

  /** Checks that there is something between the ends. */
  public LinearScale {
    if (!(least < greatest) || !Double.isFinite(greatest - least)) {
      throw new IllegalArgumentException("least=" + least + " greatest=" + greatest);
    }
  }

  /** From 0 to a round value that is no less than that. */
  public static LinearScale upTo(double value) {
    double step = step(value <= 0 ? 1 : value, STEPS);
    return new LinearScale(0, step * Math.max(1, Math.ceil(value / step - 1e-9)));
  }

  @Override
  public double place(double value) {
    return Math.clamp((value - least) / (greatest - least), 0, 1);
  }

  @Override
  public List<Double> ticks(int most) {
    double step = step(greatest - least, Math.max(1, most - 1));
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(least / step - 1e-9); i * step <= greatest + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** The least of 1, 2 and 5 times a power of ten that makes no more steps than that. */
  private static double step(double span, int steps) {
    double rough = span / steps;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (int factor : new int[] {1, 2, 5}) {
      if (rough <= factor * power * (1 + 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
