/**
 * The command line: what each command takes, and what its exit code says. A command parses, calls
 * one package of the bench, and prints; every fault of the user's becomes one sentence.
 */
package org.ackmark.bench.cli;
