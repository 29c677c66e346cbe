/**
 * Statistics over plain numbers: estimates, intervals, tests and what they can detect.
 *
 * <pre>
 *   paired blocks       HodgesLehmann.center, SignedRank or BlockBootstrap, SignFlip, Power
 *   unpaired values     HodgesLehmann.shift, RankSum
 *   a few sessions      SessionSpread
 *   several tests       Holm
 *   yes or no           BinomialShare
 *   a long series       ChangePoints
 * </pre>
 *
 * Everything here is a pure function: the same numbers, and the same seed where one is asked for,
 * give the same answer, on every thread. Numbers that are not finite, and fewer of them than a
 * method needs, are refused with {@link IllegalArgumentException}. Depends on Commons Statistics
 * only, and knows no runs.
 */
package org.ackmark.results.stats;
