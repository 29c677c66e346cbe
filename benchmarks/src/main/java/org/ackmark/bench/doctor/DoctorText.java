package org.ackmark.bench.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ackmark.results.Finding;
import org.ackmark.results.Finding.Severity;

/** A diagnosis in 100 columns: what matters first, what is fine as a count. */
public final class DoctorText {
  private static final int WIDTH = 100;
  private static final String INDENT = " ".repeat(13);

  private DoctorText() {}

  /** A line for each finding that asks for something, wrapped where it must be, and the verdict. */
  public static String render(Diagnosis diagnosis) {
    StringBuilder text = new StringBuilder();
    diagnosis.of(Severity.REFUSAL).forEach(f -> text.append(paragraph("REFUSED", f)));
    diagnosis.of(Severity.WARNING).forEach(f -> text.append(paragraph("warning", f)));
    List<Finding> fine = new ArrayList<>(diagnosis.of(Severity.OK));
    fine.stream().filter(f -> f.fix() != null).forEach(f -> text.append(paragraph("note", f)));
    return text + verdict(diagnosis) + System.lineSeparator();
  }

  private static String verdict(Diagnosis diagnosis) {
    int refusals = diagnosis.of(Severity.REFUSAL).size();
    int warnings = diagnosis.of(Severity.WARNING).size();
    int fine = diagnosis.of(Severity.OK).size();
    String counts =
        String.format(Locale.ROOT, "%d refused, %d warnings, %d fine", refusals, warnings, fine);
    if (!diagnosis.refused()) {
      return "verdict: fit to measure on (" + counts + ")";
    }
    return "verdict: not fit to measure on ("
        + counts
        + (refusals == 0 ? "; strict: warnings refuse" : "")
        + ")";
  }

  private static String paragraph(String mark, Finding finding) {
    String evidence = finding.title() + " (" + finding.evidence() + ").";
    String fix = finding.fix() == null ? "" : " Fix: " + finding.fix() + ".";
    return wrap(String.format("%-8s %-3s ", mark, finding.id()) + evidence + fix);
  }

  private static String wrap(String text) {
    StringBuilder wrapped = new StringBuilder();
    String rest = text;
    while (rest.length() > WIDTH) {
      int cut = rest.lastIndexOf(' ', WIDTH);
      cut = cut <= INDENT.length() ? WIDTH : cut;
      wrapped.append(rest, 0, cut).append(System.lineSeparator());
      rest = INDENT + rest.substring(cut).strip();
    }
    return wrapped.append(rest).append(System.lineSeparator()).toString();
  }
}
