package org.ackmark.quorum.log;

import java.util.List;

/**
 * Records that follow each other. Shared by all who send them: nobody changes the bytes.
 *
 * @param firstLsn of the first one, or of the one that would follow
 */
record Records(long firstLsn, List<byte[]> payloads) {
  /** No record; {@code lastLsn} is the one before. */
  static Records noneAfter(long lastLsn) {
    return new Records(lastLsn + 1, List.of());
  }

  /** The LSN of the last one; one below the first when there is none. */
  long lastLsn() {
    return firstLsn + payloads.size() - 1;
  }

  long bytes() {
    return payloads.stream().mapToLong(payload -> payload.length).sum();
  }
}
