package org.ackmark.bench.profile;

/** How writers wait for their acknowledgement. */
public enum ThreadKind {
  /** One blocked platform thread for each writer. */
  PLATFORM,
  /** One blocked virtual thread for each writer. */
  VIRTUAL,
  /** One thread appends; as many acknowledgements are outstanding as there are writers. */
  CALLBACKS;

  /** The name in profiles, in files and in reports, such as {@code callbacks}. */
  public String label() {
    return Label.of(this);
  }
}
