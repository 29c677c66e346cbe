package org.ackmark.bench.cli;

/** What the program's exit code says. */
public enum ExitCode {
  /** It was done. */
  OK(0),
  /** A regression was confirmed, or an objective is not met. */
  NOT_MET(1),
  /** A fault in what was asked: usage, profile, directory, a file that is not what it should be. */
  USAGE(2),
  /** Nothing can be concluded, or the runs can't be compared. */
  INCONCLUSIVE(3),
  /** The doctor refused to measure here. */
  REFUSED(4),
  /** A benchmark failed, or missed its rate. */
  FAILED(5),
  /** Acknowledged data was lost beyond what the guarantee allows. */
  DATA_LOST(6),
  /** Stopped by Ctrl-C; what there is was kept. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number. */
  public int code() {
    return code;
  }
}
