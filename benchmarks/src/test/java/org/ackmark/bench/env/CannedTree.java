package org.ackmark.bench.env;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lays out {@code /proc} and {@code /sys} as a machine showed them, from a text: a line that names
 * a file is followed by its content, in lines that begin with a bar; {@code a -> b} is a link to
 * {@code b} below the same root.
 */
public final class CannedTree {
  private final Path root;

  private CannedTree(Path root) {
    this.root = root;
  }

  /** Lays out the tree of that name below {@code root}. */
  public static KernelFiles load(String name, Path root) {
    try (InputStream in = CannedTree.class.getResourceAsStream(name + ".tree")) {
      return lay(new String(in.readAllBytes(), StandardCharsets.UTF_8), root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lays out a tree. */
  public static KernelFiles lay(String text, Path root) throws IOException {
    CannedTree tree = new CannedTree(root);
    Path file = null;
    for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
      if (line.startsWith("|")) {
        String content = line.substring(Math.min(2, line.length())) + "\n";
        Files.writeString(file, content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } else {
        file = tree.make(line);
      }
    }
    return KernelFiles.under(root);
  }

  private Path make(String line) throws IOException {
    String[] link = line.split(" -> ", 2);
    Path path = root.resolve(link[0]);
    if (link[0].endsWith("/")) {
      return Files.createDirectories(path);
    }
    Files.createDirectories(path.getParent());
    if (link.length == 2) {
      Files.createSymbolicLink(path, root.resolve(link[1]).toAbsolutePath());
    }
    return path;
  }
}
