/**
 * A comparison for build servers: JUnit XML, the step summary and the annotations of GitHub
 * Actions. Pure: what is shown where is decided here, what is written where is not. Depends on the
 * packages of comparisons, of the environment, and on the names of exports.
 */
package org.ackmark.results.ci;
