package org.ackmark.results.export;

/**
 * One file of an export.
 *
 * @param name the name that its reader expects, or that says what it is
 * @param text the content, with a line end
 */
public record Document(String name, String text) {}
