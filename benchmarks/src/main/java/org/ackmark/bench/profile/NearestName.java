package org.ackmark.bench.profile;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The valid name that somebody probably meant. Names are compared without regard to case, by the
 * number of letters inserted, left out, exchanged or swapped with their neighbour; a start of three
 * letters or more also counts when only one name begins so. Pure.
 */
public final class NearestName {
  /** One slip in three letters is a slip; more is another word. */
  private static final int LETTERS_PER_SLIP = 3;

  private static final int SHORTEST_START = 3;

  /** No name is longer; comparing costs the product of both lengths. */
  private static final int LONGEST_NAME = 64;

  private NearestName() {}

  /**
   * The nearest of {@code valid}; on a tie one with the same first letter, then the first of them.
   * Empty when none is near.
   */
  public static Optional<String> of(String name, Collection<String> valid) {
    if (name.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    int slips = Math.max(1, name.length() / LETTERS_PER_SLIP);
    return valid.stream()
        .min(nearestTo(name))
        .filter(v -> distance(lower(name), lower(v)) <= slips)
        .or(() -> onlyOneStartingWith(name, valid));
  }

  /** The end of an error's sentence: {@code did you mean 'x'?}, or else the valid names. */
  public static String hint(String name, Collection<String> valid) {
    return of(name, valid)
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElseGet(() -> "valid are " + String.join(", ", valid));
  }

  /**
   * Least number of insertions, deletions, exchanges and swaps of neighbours that turn {@code a}
   * into {@code b}, no letter being touched twice (Damerau and Levenshtein, optimal alignment).
   */
  public static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static Comparator<String> nearestTo(String name) {
    return Comparator.<String>comparingInt(v -> distance(lower(name), lower(v)))
        .thenComparing(
            v -> !name.isEmpty() && lower(v).startsWith(lower(name.substring(0, 1))),
            Comparator.reverseOrder());
  }

  private static int cheapest(int[][] cost, String a, String b, int i, int j) {
    int exchange = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(exchange, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    return swapped(a, b, i, j) ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }

  private static boolean swapped(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }

  private static Optional<String> onlyOneStartingWith(String name, Collection<String> valid) {
    List<String> longer = valid.stream().filter(v -> lower(v).startsWith(lower(name))).toList();
    return name.length() >= SHORTEST_START && longer.size() == 1
        ? Optional.of(longer.getFirst())
        : Optional.empty();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
