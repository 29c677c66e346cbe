package org.ackmark.results.history;

/**
 * A place where a series changed its level. Immutable.
 *
 * @param runBefore the last run before it
 * @param runAfter the first run after it
 * @param percent the change of the mean from the level before to the level after
 * @param meanBefore mean over the runs since the change before
 * @param meanAfter mean over the runs up to the next
 * @param p chance of two such levels if there were no change, by Student's t
 * @param worse whether the change is bad news
 */
public record Change(
    String runBefore,
    String runAfter,
    double percent,
    double meanBefore,
    double meanAfter,
    double p,
    boolean worse) {}
