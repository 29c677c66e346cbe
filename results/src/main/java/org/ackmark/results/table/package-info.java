/**
 * Results as text for a terminal: one table that a person understands without a manual, 100 columns
 * wide, readable without colour. Depends on the packages of the records, of the summary and of
 * latency, of the comparison and of the history.
 */
package org.ackmark.results.table;
