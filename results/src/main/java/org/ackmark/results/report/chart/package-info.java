/**
 * The charts of a report, one class each: what it takes from a run, the message in words that it
 * computes from that, the drawing, and the same numbers as a table.
 */
package org.ackmark.results.report.chart;
