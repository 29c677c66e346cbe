package org.ackmark.quorum.ratis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * Counts the syncs of this process as the JDK sees them: each {@code FileChannel.force} is one
 * event of the flight recorder, whoever calls it. Independent of Ratis, which counts what it asks
 * for.
 */
final class Forces implements AutoCloseable {
  private static final String EVENT = "jdk.FileForce";

  private final Recording recording = new Recording();

  /** Counts from here. */
  Forces() {
    recording.enable(EVENT).withThreshold(Duration.ZERO);
    recording.start();
  }

  /** One sync: of which file, and when it began. */
  record Force(Path file, Instant at) {}

  /** The syncs since; ends the counting. */
  List<Force> all(Path scratch) throws IOException {
    recording.stop();
    Path dump = scratch.resolve("forces.jfr");
    recording.dump(dump);
    List<RecordedEvent> events = RecordingFile.readAllEvents(dump);
    Files.delete(dump);
    return events.stream()
        .filter(event -> event.getEventType().getName().equals(EVENT))
        .map(event -> new Force(Path.of(event.getString("path")), event.getStartTime()))
        .toList();
  }

  @Override
  public void close() {
    recording.close();
  }
}
