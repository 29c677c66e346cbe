package org.ackmark.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ackmark.results.Run;

/**
 * A build of this program that can be measured. A git ref is unpacked below the checkout's {@code
 * benchmarks/target/arms} and built by its own launcher, once for each commit.
 *
 * @param title what it is, for people
 * @param classPath where its classes are
 */
record ArmBuild(String title, String classPath) {
  private static final Path ARMS = Path.of("benchmarks", "target", "arms");
  private static final Path JAR = Path.of("benchmarks", "target", "launcher", "ackmark.jar");
  private static final int SHORT_HASH = 12;
  private static final long PATIENCE_MINUTES = 15;

  /** The build that runs. */
  static ArmBuild own() {
    Run.Git git = Checkout.git();
    String title = git == null ? Checkout.version() : git.commit();
    return new ArmBuild(
        git != null && git.dirty() ? title + " with changes" : title,
        System.getProperty("java.class.path"));
  }

  /**
   * The build in a jar, or of a git ref, which may take minutes to build.
   *
   * @throws UsageException when there is none, or it cannot be built
   */
  static ArmBuild of(String jarOrRef, Talk talk) throws IOException, InterruptedException {
    if (jarOrRef.endsWith(".jar")) {
      return ofJar(Path.of(jarOrRef));
    }
    Path checkout =
        Checkout.root()
            .orElseThrow(() ->
                new UsageException(
                    "'%s' is no jar, and there is no checkout whose git could know it"
                        .formatted(jarOrRef)));
    String commit =
        Checkout.commit(jarOrRef)
            .orElseThrow(() ->
                new UsageException(
                    "'%s' is neither a jar nor a commit that git knows".formatted(jarOrRef)));
    Path folder = checkout.resolve(ARMS).resolve(commit.substring(0, SHORT_HASH));
    Path jar = folder.resolve(JAR);
    if (!Files.exists(jar)) {
      talk.notes().println("building " + jarOrRef + " (" + commit.substring(0, SHORT_HASH) + ")…");
      unpack(checkout, commit, folder);
      build(jarOrRef, folder);
    }
    return new ArmBuild(commit, jar.toString());
  }

  private static ArmBuild ofJar(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new UsageException(jar + ": no such jar");
    }
    return new ArmBuild(jar.getFileName().toString(), jar.toAbsolutePath().toString());
  }

  private static void unpack(Path checkout, String commit, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path archive = folder.resolve("source.tar");
    run(checkout, "git", "archive", "--format=tar", "-o", archive.toString(), commit);
    run(folder, "tar", "-xf", archive.toString());
    Files.delete(archive);
  }

  private static void build(String ref, Path folder) throws IOException, InterruptedException {
    Path launcher = folder.resolve("ackmark");
    if (!Files.isExecutable(launcher)) {
      throw new UsageException("'" + ref + "' has no launcher to build it by");
    }
    run(folder, launcher.toString(), "--version");
    if (!Files.exists(folder.resolve(JAR))) {
      throw new UsageException("'" + ref + "' was built, but to another place than " + JAR);
    }
  }

  private static void run(Path directory, String... words)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("ackmark-build-", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("ACKMARK_JAVA_HOME", System.getProperty("java.home"));
      Process process = builder.start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      if (!ended || process.exitValue() != 0) {
        throw new UsageException(
            String.join(" ", List.of(words).subList(0, Math.min(2, words.length)))
                + " failed in "
                + directory
                + lastLine(output).map(line -> ": " + line).orElse(""));
      }
    } finally {
      Files.delete(output);
    }
  }

  private static Optional<String> lastLine(Path file) throws IOException {
    return Files.readString(file).lines().filter(l -> !l.isBlank()).reduce((a, b) -> b);
  }
}
