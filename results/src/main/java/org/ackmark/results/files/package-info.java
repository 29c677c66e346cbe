/**
 * The directory of a run: made once, written while the run goes on, read afterwards.
 *
 * <p>What is written here survives a crash of the machine when the call returns: observations line
 * by line, other files as a whole or not at all. Depends on the packages of the records, of JSON,
 * of JMH's results and of histograms.
 */
package org.ackmark.results.files;
