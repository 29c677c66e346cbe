package org.ackmark.results;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * A file of results that cannot be read or written. The message is one line for a person and names
 * the file, the line where there is one, and the problem; it needs no stack trace beside it.
 */
public final class ResultsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String problem;

  /** A problem with a file as a whole. */
  public ResultsException(Path file, String problem) {
    this(file, 0, problem, null);
  }

  /** A problem at a line of a file, counted from 1. */
  public ResultsException(Path file, int line, String problem) {
    this(file, line, problem, null);
  }

  /** A problem with its cause; line 0 means the file as a whole. */
  public ResultsException(Path file, int line, String problem, Throwable cause) {
    super((line > 0 ? file + ":" + line : file.toString()) + ": " + problem, cause);
    this.file = file.toString();
    this.line = line;
    this.problem = problem;
  }

  /** A file that could not be read, in words. */
  public static ResultsException unreadable(Path file, IOException cause) {
    String problem =
        switch (cause) {
          case NoSuchFileException _ -> "no such file";
          case AccessDeniedException _ -> "permission denied";
          case FileSystemException e when e.getReason() != null ->
              "cannot be read: " + e.getReason();
          default -> "cannot be read: " + cause.getMessage();
        };
    return new ResultsException(file, 0, problem, cause);
  }

  /** A file that could not be written. */
  public static ResultsException unwritable(Path file, IOException cause) {
    String problem =
        switch (cause) {
          case NoSuchFileException _ -> "cannot be written: no such directory";
          case AccessDeniedException _ -> "cannot be written: permission denied";
          case FileSystemException e when e.getReason() != null ->
              "cannot be written: " + e.getReason();
          default -> "cannot be written: " + cause.getMessage();
        };
    return new ResultsException(file, 0, problem, cause);
  }

  /** The file, as it was given. */
  public Path file() {
    return Path.of(file);
  }

  /** The line, counted from 1; empty if the problem is with the file as a whole. */
  public OptionalInt line() {
    return line > 0 ? OptionalInt.of(line) : OptionalInt.empty();
  }

  /** The problem alone, without file and line. */
  public String problem() {
    return problem;
  }
}
