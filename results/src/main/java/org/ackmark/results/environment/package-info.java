/**
 * The machine that a run was made on: what the kernel and the JVM tell, per target directory too,
 * and a fingerprint of the facts that stay the same from run to run. Depends only on the package of
 * the records. A fact that could not be read is absent, never guessed.
 */
package org.ackmark.results.environment;
