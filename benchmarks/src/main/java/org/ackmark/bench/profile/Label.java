package org.ackmark.bench.profile;

import java.util.Locale;

/** How a constant is written in profiles, files and reports: {@code ZERO_FILLED} as zero-filled. */
final class Label {
  private Label() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
