package org.ackmark.bench.env;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mounts that this process sees, in the order in which they were made. */
record MountTable(List<Mount> mounts) {
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  static MountTable read(KernelFiles files) {
    return new MountTable(
        KernelFiles.lines(files.proc().resolve("self/mountinfo")).stream()
            .map(MountTable::parse)
            .flatMap(Optional::stream)
            .toList());
  }

  /**
   * The mount that holds {@code directory}: the deepest, and of those over one another the last.
   */
  Optional<Mount> holding(Path directory) {
    Path path = real(directory);
    Mount best = null;
    for (Mount mount : mounts) {
      boolean deeper = best == null || mount.point().getNameCount() >= best.point().getNameCount();
      if (path.startsWith(mount.point()) && deeper) {
        best = mount;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Mounts of a type, such as {@code cgroup2}. */
  List<Mount> ofType(String type) {
    return mounts.stream().filter(m -> m.type().equals(type)).toList();
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException | SecurityException e) {
      return directory.toAbsolutePath().normalize();
    }
  }

  private static Optional<Mount> parse(String line) {
    int separator = line.indexOf(" - ");
    if (separator < 0) {
      return Optional.empty();
    }
    List<String> left = words(line.substring(0, separator));
    List<String> right = words(line.substring(separator + 3));
    if (left.size() < 6 || right.size() < 2) {
      return Optional.empty();
    }
    Set<String> options = new LinkedHashSet<>(commas(left.get(5)));
    options.addAll(right.size() > 2 ? commas(right.get(2)) : List.of());
    return Optional.of(
        new Mount(
            left.get(2),
            unescape(left.get(3)),
            KernelFiles.path(unescape(left.get(4))),
            right.get(0),
            unescape(right.get(1)),
            new ArrayList<>(options)));
  }

  private static List<String> words(String text) {
    return Arrays.asList(text.strip().split(" +", -1));
  }

  private static List<String> commas(String text) {
    return Arrays.asList(text.split(",", -1));
  }

  private static String unescape(String text) {
    return OCTAL
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement("" + (char) Integer.parseInt(m.group(1), 8)));
  }
}
