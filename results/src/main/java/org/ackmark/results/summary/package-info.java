/**
 * The blocks of each point brought together into one figure each. Nothing is compared here. Depends
 * on the package of the records.
 */
package org.ackmark.results.summary;
