package org.ackmark.bench.jmh;

import java.io.IOException;
import java.nio.file.Path;
import org.ackmark.bench.turns.Slices;
import org.ackmark.bench.turns.TurnTaker;
import org.openjdk.jmh.infra.Control;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * What the benchmarks' states share: the rig of this JVM, from what the JVM was given, or, by hand,
 * from the state's own parameters; and how an iteration runs, in one piece or in turns with the
 * logs of other JVMs.
 */
class RigState {
  private Workspace workspace; // null unless started by hand
  private Path table; // where turns are taken; null for one piece
  private Rig rig;
  private TurnTaker turns; // null unless a measured iteration runs in turns, or will
  private boolean warmingUp;

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
    Assignment assignment = assignment(byHand);
    table = assignment.turns() == null ? null : Path.of(assignment.turns());
    rig = opener.open(assignment);
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

  /** Begins an iteration of that load. */
  final void begin(IterationParams params, Load load) throws IOException {
    rig.begin(params);
    warmingUp = params.getType() == IterationType.WARMUP;
    if (turns == null) {
      rig.meter().resume();
      load.start();
    } else {
      turns.start(slicesOf(load));
    }
  }

  private Slices slicesOf(Load load) {
    Meter meter = rig.meter();
    return new Slices() {
      @Override
      public void begin() throws IOException {
        if (meter.resume()) {
          load.start();
        }
      }

      @Override
      public void end() throws InterruptedException {
        meter.close();
        load.drain();
        meter.rested();
      }
    };
  }

  /**
   * Ends it: JMH's threads have left, the load has not. After warming up it waits for the others
   * that take turns: here, since JMH's clock for an iteration runs while it is set up.
   */
  final void end(Load load) throws IOException, InterruptedException {
    load.leave();
    if (turns == null) {
      rig.meter().close();
      rig.restore();
      load.drain();
    } else {
      turns.close();
      turns = null;
    }
    rig.meter().finish();
    if (warmingUp) {
      rig.foresee();
    }
    if (warmingUp && table != null) {
      turns = TurnTaker.join(table);
    }
  }

  /** Does the work once; rests instead while the gate is closed. */
  final void once(Work work, Writer writer, Rest rest, Control control) throws Exception {
    if (rig.meter().open()) {
      work.once(writer);
    } else {
      rest.take(control);
    }
  }
}
