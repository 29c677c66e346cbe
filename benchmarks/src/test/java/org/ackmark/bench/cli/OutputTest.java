package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void fullDiskBehindTheOutputThatIsCalledSuccess() {
    assertEquals(ExitCode.USAGE.code(), versionTo("No space left on device"));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains("can't be written (No space left on device)"), said);
  }

  @Test
  void readerThatHasSeenEnoughAndIsCalledAFault() {
    assertEquals(ExitCode.OK.code(), versionTo("Broken pipe"));
    assertEquals("", err.toString(StandardCharsets.UTF_8));
  }

  private int versionTo(String fault) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException(fault);
          }
        };
    try (PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      return Ackmark.execute(broken, errStream, "--version");
    }
  }
}
