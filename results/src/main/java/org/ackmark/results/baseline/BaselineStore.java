package org.ackmark.results.baseline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ackmark.results.ResultsException;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Status;
import org.ackmark.results.files.DurableFile;
import org.ackmark.results.files.StoredRun;

/**
 * Baselines in a folder: {@code <fingerprint>_<profile hash>/<name>/<run>/}, so that machines of
 * several types share one. Copies hold what a comparison needs and no histograms. Every problem is
 * a {@link ResultsException}. Not safe for two programs that promote at once.
 */
public final class BaselineStore {
  private static final List<String> COPIED =
      List.of("run.json", "environment.json", "doctor.json", "probe.json", "observations.jsonl");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,60}");

  private final Path root;

  /** The baselines in that folder, which need not be there yet. */
  public BaselineStore(Path root) {
    this.root = root;
  }

  /**
   * Adds a run to a set.
   *
   * @return where it was copied to
   * @throws ResultsException if the run is not complete, holds a failure, or is there already
   */
  public Path promote(StoredRun run, String name) {
    requireName(name);
    requireSound(run);
    Path target = folder(run.environment().fingerprint(), run.profileHash(), name);
    Path copy = target.resolve(run.run().id());
    if (Files.exists(copy)) {
      throw new ResultsException(copy, "is in the baseline already");
    }
    try {
      Path next = Files.createDirectories(target.resolve("." + run.run().id() + ".next"));
      for (String file : COPIED) {
        Path source = run.path().resolve(file);
        if (Files.exists(source)) {
          DurableFile.replace(next.resolve(file), Files.readAllBytes(source));
        }
      }
      Files.move(next, copy);
    } catch (IOException e) {
      throw ResultsException.unwritable(copy, e);
    }
    return copy;
  }

  /** The set of that name that fits a run's machine and profile; empty if there is none. */
  public Optional<Baseline> of(StoredRun run, String name) {
    requireName(name);
    return read(run.environment().fingerprint(), run.profileHash(), name);
  }

  /** All sets, in the order of their folders. */
  public List<Baseline> all() {
    List<Baseline> all = new ArrayList<>();
    for (Path machine : folders(root)) {
      String[] hashes = machine.getFileName().toString().split("_", 2);
      if (hashes.length == 2) {
        folders(machine)
            .forEach(set ->
                read(hashes[0], hashes[1], set.getFileName().toString()).ifPresent(all::add));
      }
    }
    return all;
  }

  private Optional<Baseline> read(String fingerprint, String profileHash, String name) {
    Path folder = folder(fingerprint, profileHash, name);
    return folders(folder).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Baseline(name, fingerprint, profileHash, StoredRun.oneOrAllUnder(folder)));
  }

  private Path folder(String fingerprint, String profileHash, String name) {
    return root.resolve(fingerprint + "_" + profileHash).resolve(name);
  }

  private static List<Path> folders(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .filter(
              entry -> Files.isDirectory(entry) && !entry.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw ResultsException.unreadable(parent, e);
    }
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name=" + name + ", must be letters, digits, dots, dashes and underscores");
    }
  }

  private static void requireSound(StoredRun run) {
    if (run.run().status() != RunStatus.COMPLETE || run.torn()) {
      throw new ResultsException(run.path(), "is not complete: no baseline is made of it");
    }
    long sound = run.observations().stream().filter(o -> o.status() == Status.OK).count();
    if (2 * sound < run.observations().size()) {
      throw new ResultsException(
          run.path(),
          "only %d of %d observations ran as intended: no baseline is made of it"
              .formatted(sound, run.observations().size()));
    }
  }
}
