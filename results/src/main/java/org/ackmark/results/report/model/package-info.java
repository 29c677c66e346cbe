/**
 * What a report knows of a run: its files, read and brought together by point. Files that a run may
 * lack are named instead of refused. Depends on the records, the files, summary and latency.
 */
package org.ackmark.results.report.model;
