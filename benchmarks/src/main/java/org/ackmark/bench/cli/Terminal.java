package org.ackmark.bench.cli;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.ackmark.results.table.TableStyle;

/**
 * Where this invocation of the program writes, and what it was told.
 *
 * @param out for results
 * @param err for everything else
 * @param words the command line
 */
record Terminal(PrintStream out, PrintStream err, List<String> words) {
  static final int WIDTH = 100;

  /** Whether a person is looking. */
  @SuppressWarnings("SystemConsoleNull") // it is null again in JDK 25 where there is no terminal
  boolean interactive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Writes over the last line, if a person is looking; nothing leaves it empty. */
  void overwrite(String line) {
    if (interactive()) {
      err.print("\r\u001b[K" + line);
      err.flush();
    }
  }

  /** How tables are drawn here. */
  TableStyle style() {
    boolean colour = interactive() && System.getenv("NO_COLOR") == null;
    TableStyle style = colour ? TableStyle.colourful() : TableStyle.plain();
    return unicode() ? style : style.ascii();
  }

  private static boolean unicode() {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = System.getenv(name);
      if (value != null && !value.isEmpty()) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("utf-8") || lower.contains("utf8");
      }
    }
    return false;
  }
}
