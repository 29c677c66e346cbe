/**
 * Many runs of one machine and one profile, in the order of time: a series for each point, the
 * places where its level changes, and what people noted at the time.
 *
 * <p>The unit is the session: one value for each run, the median over its blocks. Runs of different
 * machines, methods or profiles are different series. A change needs several runs after it to be
 * seen: a single new run is judged by a comparison. Depends on the records, their files, the
 * summary, the declared metrics of the comparison, and the statistics.
 */
package org.ackmark.results.history;
