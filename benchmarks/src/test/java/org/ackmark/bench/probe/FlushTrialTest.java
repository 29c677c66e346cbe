package org.ackmark.bench.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FlushTrialTest {

  @Test
  void shouldWriteAndDeleteItsFile() throws IOException {
    try (BuildDirectory directory = new BuildDirectory()) {
      Files.createFile(directory.path().resolve(".ackmark-flush-trial")); // a killed run left it
      FlushTrial trial = FlushTrial.run(directory.path(), Optional.empty(), 3);
      assertEquals(3, trial.syncs());
      assertTrue(trial.medianNs() > 0);
      assertEquals(Optional.empty(), trial.flushesPerSync());
      assertEquals(List.of(), directory.names());
    }
  }

  @Test
  void shouldShareOutTheFlushes() {
    assertEquals(
        Optional.of(1.36), new FlushTrial(100, 166_000, OptionalLong.of(136)).flushesPerSync());
  }

  @Test
  void shouldTryDirectWritesAndLeaveNothing() throws IOException {
    try (BuildDirectory directory = new BuildDirectory()) {
      Files.createFile(directory.path().resolve(".ackmark-direct-trial"));
      DirectTrial.refusal(directory.path());
      assertEquals(List.of(), directory.names());
    }
  }
}
