/**
 * The same store over N replicas: what is asked of how many, at which level, and what that
 * promises.
 */
package org.ackmark.quorum;
