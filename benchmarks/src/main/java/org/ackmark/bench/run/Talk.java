package org.ackmark.bench.run;

import java.io.PrintStream;

/**
 * Where a run says what.
 *
 * @param result the table, or the one JSON value that was asked for
 * @param notes everything else
 * @param terminal whether {@code notes} is a terminal, whose last line can be written over
 */
public record Talk(PrintStream result, PrintStream notes, boolean terminal) {}
