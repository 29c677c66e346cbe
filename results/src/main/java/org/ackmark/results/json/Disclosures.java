package org.ackmark.results.json;

import java.util.List;
import java.util.regex.Pattern;

/** What discloses something by its form alone, whoever wrote it and wherever. */
final class Disclosures {
  private static final String SECRET =
      "(?:password|passwd|passphrase|secret|token|api[-_.]?key|access[-_.]?key|private[-_.]?key"
          + "|credential)";

  private static final Pattern SECRET_NAME = Pattern.compile("(?i).*" + SECRET + ".*");
  private static final Pattern SECRET_OPTION =
      Pattern.compile("(?i)--?[\\w.-]*" + SECRET + "[\\w.-]*");

  /** Hidden before paths are: a path inside a secret must not break it in two. */
  static final List<Rule> FIRST =
      List.of(
          Rule.of(
              "(?i)([\\w.-]*" + SECRET + "[\\w.-]*\\s*[=:]\\s*)(\"[^\"]*\"|\\S+)", "$1<secret>"),
          Rule.of("(?i)(--?[\\w.-]*" + SECRET + "[\\w.-]*)\\s+(?!-)\\S+", "$1 <secret>"),
          Rule.of("://[^/\\s:@]+:[^/\\s@]+@", "://<secret>@"),
          Rule.of("\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b", "<secret>"),
          Rule.of("\\bgh[pousr]_[A-Za-z0-9]{20,}\\b", "<secret>"),
          Rule.of("\\beyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*", "<secret>"),
          Rule.of(
              "(?i)\\b(serial(?:[ _-]?(?:number|no))?|s/n|wwid|wwn)(\\s*[=:]\\s*)\\S+",
              "$1$2<serial>"),
          Rule.of("(/dev/disk/by-[a-z]+/)\\S+", "$1<serial>"),
          Rule.of("(?i)\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b", "<uuid>"),
          Rule.of("\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?=:\\d)", "<host>"),
          Rule.of("(--dir[= ])\\S+", "$1<target>"),
          Rule.of("/[^\\s\"':=,;<>]*/bin/java\\b", "<jdk>/bin/java"),
          Rule.of("/usr/lib/jvm/[^/\\s\"':=,;<>]+", "<jdk>"));

  /** Hidden after the known paths: the home directories of other users. */
  static final List<Rule> HOMES =
      List.of(
          Rule.of("(?:/home|/Users)/[^/\\s\"':=,;<>]+", "<home>"),
          Rule.of("(?<![\\w>])/root(?![\\w-])", "<home>"),
          Rule.of("[A-Z]:\\\\Users\\\\[^\\\\\\s\"':=,;<>]+", "<home>"));

  private Disclosures() {}

  /** Whether a field of that name holds a secret. */
  static boolean secretName(String field) {
    return SECRET_NAME.matcher(field).matches();
  }

  /** What the word after that option is; null if nothing to hide. */
  static String labelOfValueAfter(String option) {
    if (option.equals("--dir")) {
      return "target";
    }
    return SECRET_OPTION.matcher(option).matches() ? "secret" : null;
  }
}
