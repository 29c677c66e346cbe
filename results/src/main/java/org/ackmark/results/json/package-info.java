/**
 * Results as JSON text: deterministic and redacted when written, strict when read.
 *
 * <p>Written text has the order of the records' components, no absent fields, finite numbers only
 * and {@code \n} as line end. Reading refuses what it does not understand and names file and line.
 * Depends on Jackson and the package of the records.
 */
package org.ackmark.results.json;
