package org.ackmark.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ackmark.bench.profile.NearestName;
import org.ackmark.bench.profile.Quantity;
import org.ackmark.results.Latency;
import org.ackmark.results.latency.Quantile;

/**
 * A service-level objective: what response times may be at most, such as {@code p99<2ms,max<50ms}.
 * Immutable.
 *
 * @param terms all of them have to hold
 */
public record Slo(List<Term> terms) {
  private static final Pattern TERM = Pattern.compile("\\s*([A-Za-z0-9.]*)\\s*<(=?)\\s*(.*?)\\s*");

  /** Copies the list. */
  public Slo {
    terms = List.copyOf(terms);
  }

  /** Which figure of a distribution. */
  public enum Figure {
    /** The median. */
    P50("p50", Quantile.P50),
    /** One in 100 takes longer. */
    P99("p99", Quantile.P99),
    /** One in 1000 takes longer. */
    P999("p99.9", Quantile.P999),
    /** The longest. */
    MAX("max", null);

    private final String label;
    private final Quantile quantile; // null for the maximum

    Figure(String label, Quantile quantile) {
      this.label = label;
      this.quantile = quantile;
    }

    /** The name in objectives. */
    public String label() {
      return label;
    }

    /** How many values it takes to know it. */
    long leastCount() {
      return quantile == null ? 1 : quantile.leastCount();
    }

    /** Its value; null if there were too few. */
    Long of(Latency latency) {
      return switch (this) {
        case P50 -> latency.p50Ns();
        case P99 -> latency.p99Ns();
        case P999 -> latency.p999Ns();
        case MAX -> latency.maxNs();
      };
    }

    private static List<String> labels() {
      return Arrays.stream(values()).map(Figure::label).toList();
    }

    private static Optional<Figure> labelled(String label) {
      return Arrays.stream(values()).filter(f -> f.label.equals(label)).findFirst();
    }
  }

  /**
   * One bound.
   *
   * @param inclusive whether the limit itself is allowed
   */
  public record Term(Figure figure, long limitNs, boolean inclusive) {

    /** Whether it holds; not if there were too few values to know. */
    boolean met(Latency response) {
      Long ns = figure.of(response);
      return ns != null && (ns < limitNs || (inclusive && ns == limitNs));
    }

    @Override
    public String toString() {
      return figure.label() + sign() + Quantity.ofNs(limitNs);
    }

    /** The comparison. */
    String sign() {
      return inclusive ? "<=" : "<";
    }
  }

  /**
   * Reads an objective.
   *
   * @throws IllegalArgumentException whose message completes a sentence that begins with the
   *     option's name
   */
  public static Slo parse(String text) {
    List<Term> terms = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      terms.add(term(part));
    }
    return new Slo(terms);
  }

  private static Term term(String text) {
    Matcher matcher = TERM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be bounds such as p99<2ms, separated by commas, not '" + text.strip() + "'");
    }
    String name = matcher.group(1);
    Figure figure =
        Figure.labelled(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "can't bound '" + name + "'; " + NearestName.hint(name, Figure.labels())));
    return new Term(figure, limitNs(figure, matcher.group(3)), !matcher.group(2).isEmpty());
  }

  private static long limitNs(Figure figure, String text) {
    try {
      long ns = Quantity.ns(text);
      if (ns > 0) {
        return ns;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "has a bound of " + figure.label() + " that " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("has a bound of " + figure.label() + " that must not be 0");
  }

  /** Whether all of it holds. */
  boolean met(Latency response) {
    return terms.stream().allMatch(term -> term.met(response));
  }

  /** How many values it takes to judge all of it. */
  long leastCount() {
    return terms.stream().mapToLong(term -> term.figure().leastCount()).max().orElse(1);
  }

  @Override
  public String toString() {
    return terms.stream().map(Term::toString).collect(Collectors.joining(","));
  }
}
