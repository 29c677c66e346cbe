/**
 * A run, or two side by side, as one file of HTML that stands for itself: it loads nothing, opens
 * from a folder, prints, and reads without script. Depends on every package of the results.
 */
package org.ackmark.results.report;
