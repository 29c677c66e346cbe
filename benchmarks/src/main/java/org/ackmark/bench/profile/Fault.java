package org.ackmark.bench.profile;

/** What happens to the last replica while several are measured. */
public enum Fault {
  /** Nothing. */
  NONE,
  /** In the second third its syncs take longer. */
  SLOW,
  /** After a third it is killed. */
  DOWN,
  /** After a third it is killed, after two thirds it is started again. */
  BACK;

  /** The name in profiles, in files and in reports. */
  public String label() {
    return Label.of(this);
  }
}
