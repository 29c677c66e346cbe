package org.ackmark.bench.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.ackmark.bench.run.Checkout;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program. */
@Command(
    name = "ackmark",
    description = "What does an acknowledged write cost on this machine, and what is it worth?",
    subcommands = {
      RunCommand.class,
      LoadCommand.class,
      DoctorCommand.class,
      ProbeCommand.class,
      CompareCommand.class,
      GateCommand.class,
      CalibrateCommand.class,
      BaselineCommand.class,
      ExportCommand.class,
      HistoryCommand.class,
      ReportCommand.class,
      QuorumCommand.class,
      DumpCommand.class,
      JmhCommand.class
    },
    versionProvider = Ackmark.Version.class,
    footer = {
      "",
      "Example: ackmark run quick --dir /mnt/disk/ackmark-data",
      "",
      "Exit codes: 0 ok, 1 regressed, or an objective is not met, 2 usage, profile or directory"
          + " error,",
      "3 nothing can be concluded, 4 doctor refused, 5 a benchmark failed, or missed its rate,",
      "6 acknowledged data was lost beyond the guarantee, 130 interrupted (what there is was kept)."
    })
public final class Ackmark implements Callable<Integer> {
  private static final String JMH = "jmh";

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  /** Runs the program and ends the JVM with its exit code. */
  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals(JMH)) {
      JmhCommand.pass(Arrays.copyOfRange(args, 1, args.length));
      return;
    }
    // not System.out: it hides why it could not write
    OutputStream standard = new FileOutputStream(FileDescriptor.out);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int code = execute(standard, err, args);
    System.exit(
        code); // while a signal ends the JVM this waits for ever, and the signal's code holds
  }

  /** Runs the program in this JVM; an output that could not be written is a fault of its own. */
  static int execute(OutputStream standard, PrintStream err, String... args) {
    WatchedOutput watched = new WatchedOutput(standard);
    int code;
    try (PrintStream out =
        new PrintStream(new BufferedOutputStream(watched), true, StandardCharsets.UTF_8)) {
      code = obey(out, err, args);
      out.flush();
    }
    if (watched.loss() == null) {
      return code;
    }
    err.println(
        "ackmark: standard output can't be written (" + watched.loss() + "); send it elsewhere");
    return code == ExitCode.OK.code() ? ExitCode.USAGE.code() : code;
  }

  /** Runs the program in this JVM. */
  private static int obey(PrintStream out, PrintStream err, String... args) {
    Terminal terminal = new Terminal(out, err, List.of(args));
    CommandLine line = new CommandLine(new Ackmark(), new Commands(terminal));
    line.setExpandAtFiles(false);
    line.setOut(writer(out));
    line.setErr(writer(err));
    line.setUsageHelpWidth(Terminal.WIDTH);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(new UsageFaults());
    line.setExecutionExceptionHandler(new Faults());
    try {
      return line.execute(args);
    } catch (Error e) {
      err.println("ackmark: this JVM can't go on: " + e);
      return ExitCode.FAILED.code();
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.USAGE.code();
  }

  /** Tells the version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ackmark " + Checkout.version()};
    }
  }
}
