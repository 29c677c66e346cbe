/**
 * Prints what a segment file of a log holds, valid or damaged. Decides nothing of its own: what
 * counts is what recovery's cursor says. Depends on the log and the results' JSON.
 */
package org.ackmark.bench.dump;
