package org.ackmark.bench.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BenchmarkListTest {
  @Test
  void annotationProcessorThatDidNotRun() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/META-INF/BenchmarkList")) {
      assertNotNull(in, "the build made no list of benchmarks");
      String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> names =
          Pattern.compile("org\\.ackmark\\.bench\\.jmh\\.(\\w+Benchmark) ")
              .matcher(list)
              .results()
              .map(m -> m.group(1))
              .distinct()
              .sorted()
              .toList();
      assertEquals(
          List.of(
              "LogBenchmark",
              "LoopBenchmark",
              "RecoveryBenchmark",
              "SnapshotBenchmark",
              "StoreBenchmark"),
          names);
    }
  }
}
