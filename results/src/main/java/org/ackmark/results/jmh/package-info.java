/**
 * The results that JMH itself writes, brought together so that the tools made for them can read a
 * run. Depends on Jackson's tree, Commons Statistics and the package of JSON.
 */
package org.ackmark.results.jmh;
