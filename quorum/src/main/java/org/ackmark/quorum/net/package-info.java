/**
 * How nodes reach each other, as little of it as the protocols need: requests that may be answered,
 * later, twice or never, and a clock to give up by. Protocols are written against these interfaces,
 * never block and never start a thread, so that they run unchanged on sockets, inside one process,
 * and in a simulation where a seed decides everything.
 */
package org.ackmark.quorum.net;
