package org.ackmark.quorum.ratis;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.ratis.util.ExitUtils;

/**
 * What Ratis may not do to the process that it is a guest in. On its own it ends the process when a
 * port is taken, and, by a handler for all threads, when any thread of anybody dies of an
 * exception; and gRPC inside it writes to the terminal.
 */
final class Manners {
  /** Held: a logger that nobody holds forgets its level. */
  private static final Logger CHATTER = Logger.getLogger("org.apache.ratis.thirdparty");

  static {
    CHATTER.setLevel(Level.OFF);
    UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    ExitUtils.disableSystemExit(); // installs its handler
    ExitUtils.setTerminateOnUncaughtException(false);
    Thread.setDefaultUncaughtExceptionHandler(before);
  }

  private Manners() {}

  /** Must be called before anything of Ratis is. */
  static void mind() {
    // The static initialiser does it, once.
  }
}
