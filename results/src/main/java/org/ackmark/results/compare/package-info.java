/**
 * Whether a candidate differs from a base, and how sure that is.
 *
 * <p>The unit is the block where two arms ran interleaved in one run ({@link
 * org.ackmark.results.compare.PairedComparison}), the session where runs are held against stored
 * ones ({@link org.ackmark.results.compare.SessionComparison}); single operations are never counted
 * as trials. Each variant has one primary metric, declared in the profile; only primary metrics get
 * a verdict, and their p values are corrected as one family (Holm). A verdict needs both: an
 * interval that lies wholly on one side of the margin, and a p that survives the correction.
 * Depends on the records, their files, and the statistics.
 */
package org.ackmark.results.compare;
