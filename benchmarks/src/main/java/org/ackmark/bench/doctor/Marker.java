package org.ackmark.bench.doctor;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ackmark.bench.env.KernelFiles;

/**
 * The file that says that a directory is ackmark's, and which folders in it may be deleted. A
 * folder is named here before it is made, so a process that dies leaves none unnamed.
 */
final class Marker {
  static final String NAME = ".ackmark";

  private static final String HEAD =
      """
      This directory belongs to ackmark, which measures the disk here.
      The folders named below are deleted by the next run.
      """;
  private static final String FOLDER = "folder ";
  private static final Pattern FOLDER_NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*");

  private final Path directory;
  private final List<String> folders; // guarded by this

  private Marker(Path directory, List<String> folders) {
    this.directory = directory;
    this.folders = new ArrayList<>(folders);
  }

  /** The marker of a directory, made if there is none. */
  static Marker open(Path directory) throws IOException {
    Marker marker = new Marker(directory, folders(directory));
    if (!Files.exists(directory.resolve(NAME))) {
      Files.writeString(directory.resolve(NAME), HEAD);
    }
    return marker;
  }

  /** The folders that a directory's marker names; none without a marker. */
  static List<String> folders(Path directory) {
    return KernelFiles.lines(directory.resolve(NAME)).stream()
        .filter(line -> line.startsWith(FOLDER))
        .map(line -> line.substring(FOLDER.length()))
        .filter(name -> FOLDER_NAME.matcher(name).matches())
        .toList();
  }

  /** Names a folder and makes it, empty. */
  synchronized Path makeFolder(String name) throws IOException {
    if (!FOLDER_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name=" + name + ", must match " + FOLDER_NAME);
    }
    Files.writeString(directory.resolve(NAME), FOLDER + name + "\n", StandardOpenOption.APPEND);
    folders.add(name);
    delete(directory.resolve(name));
    return Files.createDirectory(directory.resolve(name));
  }

  /**
   * Deletes the named folders and forgets them.
   *
   * @return those that were there
   */
  synchronized List<String> deleteFolders() throws IOException {
    List<String> deleted = new ArrayList<>();
    for (String name : folders) {
      if (Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        delete(directory.resolve(name));
        deleted.add(name);
      }
    }
    folders.clear();
    Files.writeString(directory.resolve(NAME), HEAD);
    return deleted;
  }

  /** Follows no link. */
  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
