package org.ackmark.bench.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the text of a profile comes from: this jar, or a file. Immutable; reads when asked.
 *
 * @param file null for an embedded profile
 */
record ProfileSource(String name, Path file) {
  /** The profiles in this jar, quickest first. */
  static final List<String> EMBEDDED =
      List.of(
          "smoke",
          "quick",
          "quorum",
          "quorum-ratis",
          "quorum-faults",
          "gate",
          "standard",
          "full",
          "quorum-full");

  private static final String YAML = ".yaml";
  private static final String YML = ".yml";

  /** No profile is longer; a log segment named by mistake is. */
  private static final int MAX_BYTES = 1 << 20;

  /**
   * The profile that somebody names: a path when it contains a slash or ends as YAML files do.
   *
   * @param directory what a path is relative to
   */
  static ProfileSource named(String name, Path directory) {
    if (name.contains("/") || name.endsWith(YAML) || name.endsWith(YML)) {
      Path file = directory.resolve(name).normalize();
      return new ProfileSource(stem(file), file);
    }
    if (!EMBEDDED.contains(name)) {
      throw new IllegalArgumentException(
          "unknown profile '" + name + "'; " + NearestName.hint(name, EMBEDDED));
    }
    return new ProfileSource(name, null);
  }

  /** What messages call it. */
  String title() {
    return file == null ? name + YAML : file.toString();
  }

  /** What the paths in it are relative to. */
  Path directory() {
    return file == null || file.getParent() == null ? Path.of("") : file.getParent();
  }

  /** Its text. */
  String text() {
    byte[] bytes = file == null ? embedded() : bytes();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ProfileException(Place.of(title()), "the profile is not UTF-8 text");
    }
  }

  private byte[] embedded() {
    try (InputStream in = ProfileSource.class.getResourceAsStream(title())) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes() {
    if (!Files.isRegularFile(file)) {
      String problem = Files.exists(file) ? "that is not a file" : "there is no such file";
      throw new ProfileException(
          Place.of(title()),
          problem + "; name a YAML file, or one of " + String.join(", ", EMBEDDED));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ProfileException(Place.of(title()), "more than 1MiB is no profile");
      }
      return bytes;
    } catch (IOException e) {
      throw new ProfileException(Place.of(title()), "the file can't be read");
    }
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.replaceFirst("\\.ya?ml$", "");
  }
}
