package org.ackmark.bench.load;

/**
 * How many commits were slow, by cause. Each counts once.
 *
 * @param total slow commits that were looked at: the 20,000 slowest if there are more
 * @param jvmPause the JVM, or the machine below it, stood still for half of the time or more
 * @param roll the log changed to another segment meanwhile
 * @param device a write or sync took ten times as long as usual
 * @param queue other records were in front, and nothing of the above
 * @param unknown nothing of all that
 */
record SlowCommits(long total, long jvmPause, long roll, long device, long queue, long unknown) {}
