/**
 * Markup and drawings: elements of HTML and SVG that escape what they hold, scales with round
 * ticks, and what a chart is put together from. Knows nothing of runs. Colours and fonts come from
 * the style sheet of the page: a drawing only names classes.
 */
package org.ackmark.results.report.svg;
