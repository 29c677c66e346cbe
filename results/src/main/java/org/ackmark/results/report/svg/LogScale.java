package org.ackmark.results.report.svg;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Equal steps for equal ratios.
 *
 * @param least value at place 0, above 0
 * @param greatest value at place 1
 */
public record LogScale(double least, double greatest) implements Scale {
  private static final List<int[]> FACTORS =
      List.of(new int[] {1, 2, 5}, new int[] {1, 3}, new int[] {1});

  /** Checks that there is something between the ends. */
  public LogScale {
    if (!(least > 0) || !(least < greatest) || !Double.isFinite(greatest)) {
      throw new IllegalArgumentException("least=" + least + " greatest=" + greatest);
    }
  }

  /**
   * Around those values, with room beyond, at least a decade wide; values that are not above 0 do
   * not count.
   */
  public static LogScale around(DoubleStream values) {
    double[] above = values.filter(value -> value > 0).sorted().toArray();
    double low = above.length == 0 ? 1 : above[0];
    double high = above.length == 0 ? 10 : above[above.length - 1];
    double missing = Math.max(0, 1 - Math.log10(high / low)) / 2 + 0.06;
    return new LogScale(low / Math.pow(10, missing), high * Math.pow(10, missing));
  }

  @Override
  public double place(double value) {
    double clamped = Math.clamp(value, least, greatest);
    return (Math.log(clamped) - Math.log(least)) / (Math.log(greatest) - Math.log(least));
  }

  /** Decades, with values between them as long as there are few. */
  @Override
  public List<Double> ticks(int most) {
    for (int[] factors : FACTORS) {
      List<Double> ticks = within(factors, 1);
      if (ticks.size() <= most) {
        return ticks;
      }
    }
    int decades = within(new int[] {1}, 1).size();
    return within(new int[] {1}, (decades + most - 1) / most);
  }

  private List<Double> within(int[] factors, int everyDecade) {
    List<Double> ticks = new ArrayList<>();
    int first = (int) Math.floor(Math.log10(least));
    for (int power = first; power <= Math.log10(greatest) + 1e-9; power++) {
      for (int factor : factors) {
        double tick = factor * Math.pow(10, power);
        boolean inside = tick >= least * (1 - 1e-9) && tick <= greatest * (1 + 1e-9);
        if (inside && Math.floorMod(power, everyDecade) == 0) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
