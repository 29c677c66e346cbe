package org.ackmark.quorum.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Two logs agree up to the highest LSN at which both name the same term. */
class HistoryTest {
  private static final Term A = new Term(1, 0);
  private static final Term B = new Term(2, 1);
  private static final Term C = new Term(3, 0);

  private static History of(long lastLsn, Object... termsAndFirstLsns) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < termsAndFirstLsns.length; i += 2) {
      runs.add(new Run((Term) termsAndFirstLsns[i], (Integer) termsAndFirstLsns[i + 1]));
    }
    return new History(runs, lastLsn);
  }

  @Test
  void shouldAgreeUpToTheHighestCommonRecord() {
    assertEquals(OptionalLong.of(7), of(9, A, 1).agreesUpTo(of(7, A, 1)));
    assertEquals(OptionalLong.of(5), of(9, A, 1, B, 6).agreesUpTo(of(9, A, 1, C, 6)));
    assertEquals(OptionalLong.of(4), of(9, A, 1, B, 5).agreesUpTo(of(9, A, 1)));
    assertEquals(OptionalLong.of(8), of(9, A, 1, B, 5).agreesUpTo(of(9, A, 1, B, 5, C, 9)));
    assertEquals(OptionalLong.of(0), of(9, B, 1).agreesUpTo(of(9, C, 1)));
    assertEquals(OptionalLong.of(0), History.EMPTY.agreesUpTo(of(9, C, 1)));
    assertEquals(OptionalLong.of(0), of(9, C, 1).agreesUpTo(History.EMPTY));
  }

  @Test
  void shouldNotGuessWhereTheTermsAreForgotten() {
    History leader = of(200, C, 100); // its low-water mark is above 100
    assertEquals(OptionalLong.empty(), of(80, A, 1).agreesUpTo(leader));
    assertEquals(OptionalLong.empty(), of(120, A, 1, B, 90).agreesUpTo(leader));
    assertEquals(OptionalLong.of(150), of(150, A, 1, C, 100).agreesUpTo(leader));
  }

  @Test
  void shouldKeepItsOwnRunsBelowWhatTheLeaderRemembers() {
    List<Run> own = of(99, A, 1, B, 50).runs();
    assertEquals(of(200, A, 1, C, 40).runs(), History.merged(own, of(200, C, 40).runs()));
    assertEquals(of(200, A, 1, B, 50, C, 100).runs(), History.merged(own, of(200, C, 100).runs()));
    assertEquals(of(200, A, 1, C, 100).runs(), History.merged(own, of(200, A, 1, C, 100).runs()));
    assertEquals(List.of(), History.merged(own, List.of()));
  }

  @Test
  void shouldForgetOnlyWhatSaysNothingAboveTheLowWaterMark() {
    List<Run> runs = of(200, A, 1, B, 50, C, 100).runs();
    assertEquals(runs, History.trimmed(runs, 50)); // A is the term of 49, the last one forgotten
    assertEquals(runs.subList(1, 3), History.trimmed(runs, 51));
    assertEquals(runs.subList(1, 3), History.trimmed(runs, 100));
    assertEquals(runs.subList(2, 3), History.trimmed(runs, 101));
    assertEquals(runs.subList(2, 3), History.trimmed(runs, 1000));
  }

  @Test
  void shouldSayNothingOfRunsThatBeginAboveTheEnd() {
    assertEquals(of(9, A, 1), of(9, A, 1, B, 10));
    assertEquals(A, of(9, A, 1, B, 10).termAt(9));
    assertEquals(Term.NONE, History.EMPTY.termAt(1));
    assertEquals(of(4, A, 1), of(9, A, 1, B, 5).upTo(4));
  }

  // Leaders in turn, each with some older log's prefix as its beginning: what any two of them hold
  // in common is known record by record.
  @Test
  void shouldFindTheCommonPrefixOfLogsThatLeadersHaveWritten() {
    long seed = Seeds.next(HistoryTest.class);
    SplittableRandom random = new SplittableRandom(seed);
    long agreements = 0;
    for (int round = 0; round < 300; round++) {
      List<List<Term>> logs = new ArrayList<>(); // the term of each record, by LSN - 1
      logs.add(List.of());
      for (int count = 1; count < 12; count++) {
        List<Term> beginning = logs.get(random.nextInt(logs.size()));
        List<Term> log =
            new ArrayList<>(beginning.subList(0, random.nextInt(beginning.size() + 1)));
        int more = random.nextInt(1, 8);
        for (int i = 0; i < more; i++) {
          log.add(new Term(count, 0));
        }
        logs.add(List.copyOf(log));
      }
      for (List<Term> one : logs) {
        for (List<Term> other : logs) {
          long common = commonPrefix(one, other);
          assertEquals(OptionalLong.of(common), history(one).agreesUpTo(history(other)));
          agreements += common;
        }
      }
    }
    assertTrue(agreements > 10_000, "vacuous: agreements=" + agreements);
  }

  private static long commonPrefix(List<Term> one, List<Term> other) {
    int lsn = 0;
    while (lsn < one.size() && lsn < other.size() && one.get(lsn).equals(other.get(lsn))) {
      lsn++;
    }
    return lsn;
  }

  private static History history(List<Term> log) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < log.size(); i++) {
      if (i == 0 || !log.get(i).equals(log.get(i - 1))) {
        runs.add(new Run(log.get(i), i + 1));
      }
    }
    return new History(runs, log.size());
  }
}
