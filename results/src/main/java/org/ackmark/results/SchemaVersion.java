package org.ackmark.results;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The version of the files of a run, such as {@code 1.0}; it stands in {@code run.json} and holds
 * for the whole directory.
 *
 * <p>A minor version adds fields that may be absent. A major version changes the meaning of what is
 * there, so files of another major version are refused.
 *
 * @param major changes when old files would be misread
 * @param minor changes when fields are added
 */
public record SchemaVersion(int major, int minor) {
  /** The version that is written. */
  public static final SchemaVersion CURRENT = new SchemaVersion(1, 1);

  private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  /** The version of that text. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SchemaVersion parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "schemaVersion \"" + text + "\" is not of the form major.minor");
    }
    return new SchemaVersion(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** Whether files of this version can be understood. */
  public boolean readable() {
    return major == CURRENT.major;
  }

  /** Whether files of this version may hold fields that are not known here. */
  public boolean newer() {
    return major == CURRENT.major && minor > CURRENT.minor;
  }

  @JsonValue
  @Override
  public String toString() {
    return major + "." + minor;
  }
}
