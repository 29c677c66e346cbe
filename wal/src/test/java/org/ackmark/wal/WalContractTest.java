package org.ackmark.wal;

import java.io.IOException;
import java.util.stream.Stream;
import org.ackmark.wal.io.Disk;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every variant with a file keeps the contract, on the simulated disk and on a real one. */
@ParameterizedClass(name = "{0} {1}")
@MethodSource("logs")
class WalContractTest extends WalContract {
  static Stream<Arguments> logs() {
    return Harness.logs();
  }

  @Override
  protected Wal open(Disk disk, WalOptions options) throws IOException {
    return Wal.open(disk, options);
  }
}
