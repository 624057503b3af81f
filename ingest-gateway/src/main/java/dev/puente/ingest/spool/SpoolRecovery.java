package dev.puente.ingest.spool;

import dev.puente.ingest.spool.SegmentReader.Found;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an earlier process left: every segment is read up to its first frame that is not whole. In
 * the newest segment that is the place where the process died, and the file is cut there; anywhere
 * else it is damage, and the file is put aside after its whole frames were taken.
 *
 * <p>What comes behind such a place is never searched for further frames: a payload can hold bytes
 * that look like one.
 *
 * @param segments by first sequence; all closed
 * @param records frames at or above the cursor
 * @param nextSequence above everything that was ever used
 * @param cutBytes bytes that were cut off
 * @param damaged segments with unreadable parts
 */
record SpoolRecovery(
    NavigableMap<Long, Segment> segments,
    long records,
    long nextSequence,
    long cutBytes,
    int damaged) {
  private static final Logger log = LoggerFactory.getLogger(SpoolRecovery.class);

  static SpoolRecovery of(SpoolFolder folder) throws IOException {
    long cursor = folder.cursor();
    Counting counting = new Counting(cursor);
    List<Path> files = folder.segments();
    for (int i = 0; i < files.size(); i++) {
      counting.read(files.get(i), i == files.size() - 1);
    }
    NavigableMap<Long, Segment> kept = new TreeMap<>();
    for (Segment segment : counting.segments.values()) {
      if (segment.lastSequence() >= Math.max(cursor, segment.firstSequence())) {
        kept.put(segment.firstSequence(), segment);
      } else if (segment.damaged()) {
        folder.setAside(segment.file());
      } else {
        Files.deleteIfExists(segment.file());
      }
    }
    return new SpoolRecovery(
        kept, counting.records, counting.next, counting.cutBytes, counting.damaged);
  }

  private static final class Counting {
    private final TreeMap<Long, Segment> segments = new TreeMap<>();
    private final long cursor;
    private long records;
    private long next;
    private long cutBytes;
    private int damaged;

    Counting(long cursor) {
      this.cursor = cursor;
      this.next = cursor;
    }

    void read(Path file, boolean newest) throws IOException {
      long first = SpoolFolder.firstSequence(file);
      next = Math.max(next, first);
      try (SegmentReader reader = SegmentReader.open(file)) {
        long size = reader.size();
        Segment segment = new Segment(file, first, 0);
        segments.put(first, segment);
        segment.close();
        if (!reader.hasHeader(first)) {
          cutOrDamaged(segment, size, newest && size < SegmentWriter.HEADER_BYTES);
          return;
        }
        segment.grown(first - 1, SegmentWriter.HEADER_BYTES);
        Found found = reader.at(segment.bytes(), size, segment.lastSequence());
        while (found instanceof Found.Whole whole) {
          segment.grown(whole.frame().sequence(), whole.next());
          records += whole.frame().sequence() >= cursor ? 1 : 0;
          found = reader.at(segment.bytes(), size, segment.lastSequence());
        }
        next = Math.max(next, segment.lastSequence() + 1);
        if (!(found instanceof Found.End)) {
          cutOrDamaged(segment, size, newest && found instanceof Found.Torn);
        }
      }
    }

    private void cutOrDamaged(Segment segment, long size, boolean torn) throws IOException {
      log.atWarn()
          .addKeyValue("segment", segment.file().getFileName())
          .addKeyValue("whole", segment.bytes())
          .addKeyValue("size", size)
          .log(torn ? "spool: torn tail cut" : "spool: damaged segment");
      if (torn) {
        cutBytes += size - segment.bytes();
        try (FileChannel channel = FileChannel.open(segment.file(), StandardOpenOption.WRITE)) {
          channel.truncate(segment.bytes());
          channel.force(true);
        }
      } else {
        damaged++;
        segment.markDamaged();
      }
    }
  }
}
