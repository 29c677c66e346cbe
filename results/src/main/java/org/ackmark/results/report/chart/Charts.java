package org.ackmark.results.report.chart;

import java.util.List;
import org.ackmark.results.report.model.RunView;

/** The charts of a report in their order. */
public final class Charts {
  private Charts() {}

  /**
   * Those for these runs, in which a variant looks the same everywhere. What a comparison found
   * comes first: it is what the run was made for.
   */
  public static List<Chart<?>> of(List<RunView> runs) {
    Looks looks = new Looks(runs);
    return List.of(
        new ForestChart(),
        new QuorumChart(),
        new ForecastChart(),
        new FaultChart(),
        new ParetoChart(looks),
        new LoadChart(looks),
        new PercentileChart(looks),
        new HeatChart(),
        new ThroughputChart(looks),
        new SurfaceChart(),
        new CostChart(),
        new DriftChart());
  }
}
