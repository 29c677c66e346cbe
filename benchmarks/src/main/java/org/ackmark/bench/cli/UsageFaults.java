package org.ackmark.bench.cli;

import java.util.ArrayList;
import java.util.List;
import org.ackmark.bench.profile.NearestName;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A word on the command line that means nothing: one sentence, with the word that was meant. */
final class UsageFaults implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    String sentence =
        e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()
            ? unknown(line, unmatched.getUnmatched().getFirst())
            : e.getMessage();
    line.getErr().println("ackmark: " + sentence);
    line.getErr()
        .println("Try '" + line.getCommandSpec().qualifiedName() + " --help' for what it takes.");
    return ExitCode.USAGE.code();
  }

  private static String unknown(CommandLine line, String word) {
    if (word.startsWith("-")) {
      String name = word.replaceFirst("=.*", "");
      return "unknown option '" + name + "'; " + NearestName.hint(name, options(line));
    }
    List<String> commands = List.copyOf(line.getSubcommands().keySet());
    return commands.isEmpty()
        ? "unexpected argument '" + word + "'"
        : "unknown command '" + word + "'; " + NearestName.hint(word, commands);
  }

  private static List<String> options(CommandLine line) {
    List<String> names = new ArrayList<>();
    line.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
    names.removeIf(name -> !name.startsWith("--"));
    return names;
  }
}
