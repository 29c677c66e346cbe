package org.ackmark.results.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.ackmark.results.Finding;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Latency;
import org.ackmark.results.ProbePoint;
import org.ackmark.results.Samples;
import org.junit.jupiter.api.Test;

/** What the files look like to those who read them without this program. */
class JsonTextTest {
  @Test
  void shouldWriteAnObservationAsOneLineWithEveryFieldInItsPlace() {
    String line =
        """
        {"benchmark":"commit","variant":"group","guarantee":"POWER_LOSS","writers":64,\
        "threadKind":"callbacks","recordBytes":256,"params":{},"arm":"base","block":1,\
        "position":3,"startedAt":"2026-01-31T12:00:00Z","durationNs":2000000000,\
        "status":"disturbed","reason":"probe p50 rose by 31 %","commits":82400,\
        "commitsPerSecond":41200.0,"writesPerCommit":0.03125,"syncsPerCommit":0.015625,\
        "bytesPerCommit":288.5,"deviceFlushesPerSync":1.02,"efficiency":0.86,\
        "allocatedBytesPerCommit":0.0,"p50Ns":1200000,"p99Ns":2400000,"p999Ns":3600000,\
        "maxNs":12000000,"probeBeforeP50Ns":360000,"probeAfterP50Ns":365000,\
        "knobs":{"lingerUs":12.5,"segmentBytes":67108864},"metrics":{"responseP99Ns":2900000.0},\
        "histogram":"group-64-1"}
        """;
    assertEquals(line, JsonText.line(Samples.full(), Redactor.none()));
  }

  @Test
  void shouldWriteASkippedObservationWithoutInventedZeros() {
    String line =
        """
        {"benchmark":"commit","variant":"direct","guarantee":"POWER_LOSS","writers":1,\
        "threadKind":"platform","recordBytes":256,"params":{},"block":0,"position":3,\
        "startedAt":"2026-01-31T12:00:00Z","durationNs":2000000000,"status":"skipped",\
        "skipped":"no O_DIRECT","knobs":{},"metrics":{}}
        """;
    var skipped =
        Samples.observation(Samples.point("direct", Guarantee.POWER_LOSS, 1), 0)
            .skipped("no O_DIRECT");
    assertEquals(line, JsonText.line(skipped, Redactor.none()));
  }

  @Test
  void shouldWriteProbePointsMeasuredAndSkipped() {
    List<ProbePoint> points =
        List.of(
            ProbePoint.measured(
                "fdatasync", 4096, 1, 2770.5, new Latency(1L, 2L, 3L, 4L, null), 1.0),
            ProbePoint.skipped("direct", 4096, 1, "refused by tmpfs"));
    String text =
        """
        [ {
          "method": "fdatasync",
          "sizeBytes": 4096,
          "queueDepth": 1,
          "opsPerSecond": 2770.5,
          "p50Ns": 1,
          "p99Ns": 2,
          "p999Ns": 3,
          "maxNs": 4,
          "deviceFlushesPerSync": 1.0
        }, {
          "method": "direct",
          "sizeBytes": 4096,
          "queueDepth": 1,
          "skipped": "refused by tmpfs"
        } ]
        """;
    assertEquals(text, JsonText.pretty(points, Redactor.none()));
  }

  @Test
  void shouldWriteARunWithItsProfileAsItIs() {
    String text =
        """
        {
          "schemaVersion": "1.1",
          "methodVersion": 1,
          "toolVersion": "0.1.0",
          "id": "2026-01-31T120000Z-quick",
          "status": "interrupted",
          "profileName": "quick",
          "profile": {
            "name": "quick",
            "rate": null,
            "writers": [ 1, 64 ]
          },
          "seed": 42,
          "command": [ "ackmark", "run", "quick" ],
          "git": {
            "commit": "0123456789abcdef0123456789abcdef01234567",
            "dirty": true
          },
          "startedAt": "2026-01-31T12:00:00Z"
        }
        """;
    assertEquals(text, JsonText.pretty(Samples.run(), Redactor.none()));
  }

  @Test
  void shouldLeaveOutWhatIsAbsent() {
    String text = "{\"id\":\"a\",\"severity\":\"OK\",\"title\":\"b\",\"evidence\":\"c\"}\n";
    Finding finding = new Finding("a", Finding.Severity.OK, "b", "c", null);
    assertEquals(text, JsonText.line(finding, Redactor.none()));
  }

  @Test
  void shouldRefuseANumberThatIsNotFiniteWhereverItHides() {
    var tree = JsonNodeFactory.instance.objectNode();
    tree.putArray("rates").addObject().put("rate", Double.POSITIVE_INFINITY);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> JsonText.pretty(tree, Redactor.none()));
    assertEquals("rate=Infinity, must be finite", refused.getMessage());
  }
}
