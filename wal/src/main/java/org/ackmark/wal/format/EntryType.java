package org.ackmark.wal.format;

/** What an entry is. Zero is no type: preallocated zeros never parse. */
public enum EntryType {
  /** A record of the log's user. */
  RECORD(1),
  /** Takes no LSN: restates how far the log was durable. */
  MARK(2),
  /** A mark that ends an epoch: the log was closed and nothing follows. */
  SEAL(3),
  /** A mark whose LSN field is the low-water mark. */
  LOW_WATER(4);

  private static final EntryType[] BY_CODE = {null, RECORD, MARK, SEAL, LOW_WATER};

  private final byte code;

  EntryType(int code) {
    this.code = (byte) code;
  }

  /** The byte that stands for it. */
  public byte code() {
    return code;
  }

  /** The type of that code, or null. */
  static EntryType of(byte code) {
    return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
  }
}
