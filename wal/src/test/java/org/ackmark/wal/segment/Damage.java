package org.ackmark.wal.segment;

import java.io.IOException;
import java.util.UUID;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.sim.SimDisk;

/**
 * Kinds of damage to a log of records of 1 KiB, twelve to a segment: where things are is computed
 * by hand, not by the code under test.
 */
enum Damage {
  TORN_HEADER_SECTOR {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      zero(disk, lsn, offset(lsn), 512);
    }
  },
  TORN_PAYLOAD_SECTOR {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      zero(disk, lsn, offset(lsn) + 512, 512);
    }
  },
  HEADER_CRC_FLIP {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      disk.corrupt(segment(lsn), offset(lsn) + 1, 5);
    }
  },
  PAYLOAD_CRC_FLIP {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      disk.corrupt(segment(lsn), offset(lsn) + 4, 0);
    }
  },
  LENGTH_FLIP {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      disk.corrupt(segment(lsn), offset(lsn) + 8, 3);
    }
  },
  TYPE_FLIP {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      disk.corrupt(segment(lsn), offset(lsn) + 12, 1); // a record becomes a seal
    }
  },
  EPOCH_FLIP {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      disk.corrupt(segment(lsn), offset(lsn) + 16, 1);
    }
  },
  LSN_FLIP {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      disk.corrupt(segment(lsn), offset(lsn) + 24, 0);
    }
  },
  DURABLE_LSN_FLIP {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      disk.corrupt(segment(lsn), offset(lsn) + 32, 2);
    }
  },
  PAYLOAD_FLIP {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      disk.corrupt(segment(lsn), offset(lsn) + 40 + 700, 7);
    }
  },
  ENTRY_ZEROED {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      zero(disk, lsn, offset(lsn), 1024);
    }
  },
  BLOCK_ZEROED {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      zero(disk, lsn, offset(lsn) & -4096, 4096);
    }
  },
  FILE_CUT {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      disk.truncate(segment(lsn), offset(lsn));
    }
  },
  FILE_DELETED {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      Raw.delete(disk, segment(lsn));
    }
  },
  SEGMENT_HEADER_FLIP {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      disk.corrupt(segment(lsn), 33, 2); // its number
    }
  },
  SEGMENT_HEADER_ZEROED {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      zero(disk, lsn, 0, 4096);
    }
  },
  SWAPPED_WITH_A_NEIGHBOUR {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      Raw.swap(disk, segment(lsn), segment(lsn > 12 ? lsn - 12 : lsn + 12));
    }
  },
  OF_ANOTHER_LOG {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      SegmentHeader h = Raw.header(disk, segment(lsn));
      Raw.putHeader(
          disk,
          segment(lsn),
          new SegmentHeader(
              new UUID(1, 2),
              h.number(),
              h.previousNumber(),
              h.epoch(),
              h.keptLsn(),
              h.lowWaterLsn(),
              h.runAlignmentBytes()));
    }
  },
  OF_ANOTHER_FORMAT_VERSION {
    @Override
    void apply(SimDisk disk, long lsn) throws Exception {
      disk.corrupt(segment(lsn), 8, 1); // version 3
    }
  };

  static final int PER_SEGMENT = 12;
  static final long SEGMENT_BYTES = 4096 + PER_SEGMENT * 1024;

  abstract void apply(SimDisk disk, long lsn) throws Exception;

  static String segment(long lsn) {
    return "segment-%012d".formatted((lsn - 1) / PER_SEGMENT + 1);
  }

  static long offset(long lsn) {
    return 4096 + (lsn - 1) % PER_SEGMENT * 1024;
  }

  private static void zero(SimDisk disk, long lsn, long offset, int length) throws IOException {
    Raw.write(disk, segment(lsn), offset, new byte[length]);
  }
}
