package org.ackmark.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class ForkFailureTest {
  @Test
  void exceptionOfTheBenchmarkThatIsNotTold() {
    IllegalStateException ofJmh = new IllegalStateException("Benchmark error during the run");
    ofJmh.addSuppressed(new IOException("no space left\nin two lines"));
    RunnerException e = new RunnerException("Benchmark caught the exception", ofJmh);
    assertEquals("IOException: no space left", ForkFailure.in(e));
  }

  @Test
  void jvmThatDiedWithoutAWord() {
    assertEquals(
        "RunnerException: forked VM failed with exit code 137",
        ForkFailure.in(new RunnerException("forked VM failed with exit code 137")));
  }
}
