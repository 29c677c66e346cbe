/**
 * Baselines: sets of runs that later runs are held against. One set for each machine, profile and
 * name; a set is fit to be used from three runs of two days on, and for 90 days after its last.
 * Depends on the records and their files.
 */
package org.ackmark.results.baseline;
