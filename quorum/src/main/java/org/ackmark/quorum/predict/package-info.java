/**
 * What N, R and W would cost, from what each node alone takes: told before anybody buys a node, and
 * then held against what is measured. Pure arithmetic; no node is asked here.
 */
package org.ackmark.quorum.predict;
