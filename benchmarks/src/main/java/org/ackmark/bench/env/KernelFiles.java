package org.ackmark.bench.env;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The kernel's files of facts, {@code /proc} and {@code /sys}. A file that is missing, unreadable
 * or empty is an absent fact, never an error. Safe for concurrent use.
 */
public record KernelFiles(Path proc, Path sys) {

  /** Those of the running kernel. */
  public static KernelFiles live() {
    return under(Path.of("/"));
  }

  /** Those below another root. */
  public static KernelFiles under(Path root) {
    return new KernelFiles(root.resolve("proc"), root.resolve("sys"));
  }

  /** The text of a file below {@code /proc}. */
  public Optional<String> proc(String name) {
    return text(proc.resolve(name));
  }

  /** The text of a file below {@code /sys}. */
  public Optional<String> sys(String name) {
    return text(sys.resolve(name));
  }

  /** Where an absolute path, such as {@code /sys/fs/cgroup}, is found. */
  Optional<Path> locate(Path path) {
    if (path.startsWith("/sys")) {
      return Optional.of(sys.resolve(Path.of("/sys").relativize(path)));
    }
    return path.startsWith("/proc")
        ? Optional.of(proc.resolve(Path.of("/proc").relativize(path)))
        : Optional.empty();
  }

  /** The text of {@code file} without surrounding white space. */
  public static Optional<String> text(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  /** The lines of {@code file}; none when it is absent. */
  public static List<String> lines(Path file) {
    return text(file).map(t -> t.lines().toList()).orElse(List.of());
  }

  /** The whole number that is all of {@code file}. */
  public static OptionalLong number(Path file) {
    return text(file).map(KernelFiles::parse).orElse(OptionalLong.empty());
  }

  /** {@code 1} is true, any other number false. */
  static Optional<Boolean> flag(Path file) {
    OptionalLong value = number(file);
    return value.isPresent() ? Optional.of(value.getAsLong() == 1) : Optional.empty();
  }

  /** Sorted names of a folder's entries; none when it is absent. */
  public static List<String> names(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException | SecurityException e) {
      return List.of();
    }
  }

  /** {@code text} as a whole number, if it is one. */
  static OptionalLong parse(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** {@code text} as a path; the root when it can't be one. */
  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      return Path.of("/");
    }
  }
}
