package org.ackmark.bench.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.ackmark.results.Run;

/** Where this program was built, if that is still there, and from what. */
public final class Checkout {
  private static final String VERSION_FILE =
      "/META-INF/maven/org.ackmark/ackmark-benchmarks/pom.properties";
  private static final long PATIENCE_S = 5;

  private Checkout() {}

  /** The checkout's folder; empty when the program was taken out of it. */
  static Optional<Path> root() {
    Path at = location();
    while (at != null && !(Files.exists(at.resolve("ackmark")) && hasPom(at))) {
      at = at.getParent();
    }
    return Optional.ofNullable(at);
  }

  private static boolean hasPom(Path folder) {
    return Files.exists(folder.resolve("pom.xml"));
  }

  private static Path location() {
    try {
      return Path.of(Checkout.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** Where runs go unless told otherwise. */
  public static Path runs() {
    return root().orElse(Path.of("")).resolve("results").resolve("runs");
  }

  /** The program's version. */
  public static String version() {
    try (InputStream in = Checkout.class.getResourceAsStream(VERSION_FILE)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "development");
    } catch (IOException e) {
      return "development";
    }
  }

  /** The commit; null when git does not tell. */
  public static Run.Git git() {
    return root()
        .flatMap(root ->
            git(root, "rev-parse", "HEAD")
                .filter(commit -> !commit.isEmpty())
                .map(commit ->
                    new Run.Git(
                        commit, !git(root, "status", "--porcelain").orElse("unknown").isEmpty())))
        .orElse(null);
  }

  /** The commit of a ref; empty when git does not know it. */
  static Optional<String> commit(String ref) {
    return root()
        .flatMap(root -> git(root, "rev-parse", "--verify", "--quiet", ref + "^{commit}"))
        .filter(commit -> !commit.isEmpty());
  }

  private static Optional<String> git(Path root, String... words) {
    try {
      String[] command = new String[words.length + 3];
      command[0] = "git";
      command[1] = "-C";
      command[2] = root.toString();
      System.arraycopy(words, 0, command, 3, words.length);
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor(PATIENCE_S, TimeUnit.SECONDS) && git.exitValue() == 0
          ? Optional.of(output.strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
