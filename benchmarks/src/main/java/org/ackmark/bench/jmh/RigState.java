package org.ackmark.bench.jmh;

import org.openjdk.jmh.infra.Control;

/**
 * What the benchmarks' states share: the rig of this JVM, from what the JVM was given, or, by hand,
 * from the state's own parameters.
 */
class RigState {
  private Workspace workspace; // null unless started by hand
  private Rig rig;

  interface ByHand {
    Assignment in(String directory);
  }

  interface Opener {
    Rig open(Assignment assignment) throws Exception;
  }

  final Assignment assignment(ByHand byHand) throws Exception {
    if (Assignment.given().isPresent()) {
      return Assignment.given().get();
    }
    workspace = Workspace.make();
    return byHand.in(workspace.path());
  }

  final void openRig(ByHand byHand, Opener opener) throws Exception {
    rig = opener.open(assignment(byHand));
  }

  final Rig rig() {
    return rig;
  }

  final void closeRig() throws Exception {
    try (Workspace _ = workspace;
        Rig _ = rig) {
      rig = null;
    }
  }

  /** Does the work once; rests instead when the iteration has reached its bytes. */
  final void once(Work work, Writer writer, Control control) throws Exception {
    if (rig.meter().open()) {
      work.once(writer);
    } else {
      Rest.until(control);
    }
  }
}
