package org.ackmark.bench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.ackmark.bench.dump.NotASegmentException;
import org.ackmark.bench.env.DirectoryException;
import org.ackmark.bench.profile.ProfileException;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.ResultsException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a command throws, as one sentence and an exit code; the stack only when asked for. */
final class Faults implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    err.println("ackmark: " + sentence(e));
    if (isVerbose(parsed)) {
      e.printStackTrace(err);
    } else if (code(e) == ExitCode.FAILED) {
      err.println("(--verbose shows where it came from)");
    }
    err.flush();
    return code(e).code();
  }

  private static boolean isVerbose(ParseResult parsed) {
    return parsed.hasMatchedOption("--verbose")
        || (parsed.hasSubcommand() && isVerbose(parsed.subcommand()));
  }

  private static ExitCode code(Exception e) {
    return switch (e) {
      case ProfileException _, UsageException _, DirectoryException _, ResultsException _ ->
          ExitCode.USAGE;
      case NoSuchFileException _, AccessDeniedException _, NotASegmentException _ -> ExitCode.USAGE;
      default -> ExitCode.FAILED;
    };
  }

  private static String sentence(Exception e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + ": no such file";
      case AccessDeniedException denied -> denied.getFile() + ": permission denied";
      case FileSystemException file when file.getReason() == null ->
          file.getFile() + ": " + file.getClass().getSimpleName();
      case IOException io when io.getMessage() == null -> io.getClass().getSimpleName();
      case RuntimeException bug when isBug(bug) -> bug.toString();
      default -> e.getMessage();
    };
  }

  private static boolean isBug(RuntimeException e) {
    boolean known =
        e instanceof ProfileException
            || e instanceof UsageException
            || e instanceof ResultsException;
    return !known || e.getMessage() == null;
  }
}
